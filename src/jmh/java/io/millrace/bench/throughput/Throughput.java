package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.util.FileSystemUtils;

/**
 * Changes per second of handlers, from the entry function to their real server, and of the bare client with the same calls, in
 * turns. Arguments: the number of rounds, of changes in each, and the types; without, all of them.
 */
public final class Throughput {

    static final int BATCH = 1000;
    private static final int ITEMS = 500;
    private static final Map<String, Supplier<ThroughputCase>> CASES = Map.ofEntries(
            Map.entry("aggregate", AggregateCase::new),
            Map.entry("archive", ArchiveCase::new),
            Map.entry("eventbridge", EventBridgeCase::new),
            Map.entry("firehose", FirehoseCase::new),
            Map.entry("http", HttpCase::new),
            Map.entry("kinesis", KinesisCase::new),
            Map.entry("mail-ses", SesCase::new),
            Map.entry("mail-smtp", SmtpCase::new),
            Map.entry("replicate", ReplicateCase::new),
            Map.entry("search", SearchCase::new),
            Map.entry("search-bulk", SearchBulkCase::new),
            Map.entry("sns", SnsCase::new),
            Map.entry("sqs", SqsCase::new));

    private Throughput() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        int changes = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
        List<String> types = args.length > 2
                ? List.of(args).subList(2, args.length)
                : CASES.keySet().stream().sorted().toList();
        System.out.printf(
                "%-12s %14s %14s %8s   (medians of %d)%n", "type", "changes/s", "bare client", "ratio", rounds);
        for (String type : types) {
            try (ThroughputCase one = start(type)) {
                measure(type, one, rounds, changes);
            }
        }
        System.exit(0); // servers leave threads behind
    }

    private static ThroughputCase start(String type) {
        if (!CASES.containsKey(type)) {
            throw new IllegalArgumentException("There is no case '%s'. Cases: %s."
                    .formatted(type, CASES.keySet().stream().sorted().toList()));
        }
        return CASES.get(type).get();
    }

    private static void measure(String type, ThroughputCase one, int rounds, int changes) throws IOException {
        List<DynamodbStreamRecord> history = History.random(1, changes, ITEMS);
        Path directory = Files.createTempDirectory("throughput");
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (Deliveries deliveries = Deliveries.start(directory, yaml(one.settings()))) {
            for (int round = -2; round < rounds; round++) { // the first two warm up
                one.reset();
                double withMillrace = seconds(() -> deliver(deliveries, history));
                one.reset();
                double without = seconds(one.bare(history));
                if (round >= 0) {
                    ours.add(withMillrace);
                    bare.add(without);
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        double perSecond = changes / median(ours);
        double bareClient = changes / median(bare);
        System.out.printf("%-12s %14.0f %14.0f %8.2f%n", type, perSecond, bareClient, perSecond / bareClient);
    }

    private static void deliver(Deliveries deliveries, List<DynamodbStreamRecord> history) {
        for (int from = 0; from < history.size(); from += BATCH) {
            List<DynamodbStreamRecord> batch = history.subList(from, Math.min(history.size(), from + BATCH));
            if (!deliveries.deliver(batch).isEmpty()) {
                throw new IllegalStateException("A change failed");
            }
        }
    }

    private static String yaml(List<String> settings) {
        return """
                millrace:
                  handlers:
                    tried:
                %s
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes:
                        all: { handler: tried, idempotency: none }
                """.formatted(String.join("\n", settings).indent(6).stripTrailing());
    }

    private static double seconds(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
