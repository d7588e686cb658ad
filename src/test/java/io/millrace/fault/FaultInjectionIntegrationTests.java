package io.millrace.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.ExpiringTable;
import io.millrace.deadletter.DeadLetterEntry;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.LambdaZip;
import io.millrace.testkit.SqsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Runs the Lambda package through random shards while handlers fail in many ways, processes are killed, and the stores answer with
 * errors, late, or not at all. The number of runs, their records and the seed of the first are properties: {@code fault.runs},
 * {@code fault.records}, {@code fault.seed}.
 */
@EnabledOnOs(OS.LINUX)
class FaultInjectionIntegrationTests {

    private static final Logger log = LoggerFactory.getLogger(FaultInjectionIntegrationTests.class);

    private static final int RUNS = Integer.getInteger("fault.runs", 4);
    private static final long SEED = Long.getLong("fault.seed", System.nanoTime());
    private static final int FAULT_ONE_IN = 40;

    private static final String TABLE = "millrace-idempotency";
    private static final String CONFIGURATION = """
            millrace:
              dead-letter: "sqs:${LETTERS}"
              deadline-margin: 500ms
              tables:
                things:
                  concurrency: %1$d
                  routes:
                    first: { handler: kept, retry: { max-attempts: 2, backoff: 1ms }, on-failure: dead-letter, idempotency: %2$s }
                    second: { handler: stopping, idempotency: %2$s }
                    third: { handler: many, on-failure: dead-letter, idempotency: %2$s }
            """;

    @TempDir
    private Path directory;

    private SqsServer sqs;
    private DynamoDbServer dynamoDb;

    /** How a run remembers what is done, and how many items it has side by side. */
    private record Mode(String idempotency, int concurrency) {

        static final List<Mode> ALL =
                List.of(new Mode("memory", 1), new Mode("dynamodb", 1), new Mode("memory", 8), new Mode("dynamodb", 8));

        String configuration() {
            return CONFIGURATION.formatted(concurrency, idempotency);
        }

        String title() {
            return "`%s`, `concurrency: %d`".formatted(idempotency, concurrency);
        }

        boolean outlivesProcesses() {
            return idempotency.equals("dynamodb");
        }
    }

    @BeforeEach
    void start() {
        sqs = SqsServer.start();
        dynamoDb = DynamoDbServer.start();
    }

    @AfterEach
    void stop() {
        sqs.close();
        dynamoDb.close();
    }

    @Test
    void losesNothingAndKeepsTheOrder() throws IOException {
        List<List<FaultReport>> reports =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

        for (int run = 0; run < RUNS; run++) {
            int mode = run % Mode.ALL.size();
            reports.get(mode).add(run(SEED + run, Mode.ALL.get(mode)));
        }

        StringBuilder table = new StringBuilder(FaultReport.HEAD);
        for (int mode = 0; mode < reports.size(); mode++) {
            table.append(FaultReport.sum(Mode.ALL.get(mode).title(), reports.get(mode))
                    .row());
        }
        Files.writeString(Path.of("target", "fault-injection.md"), table);
    }

    private FaultReport run(long seed, Mode mode) throws IOException {
        log.info("Run with -Dfault.seed={}: {}", seed, mode);
        Path taskRoot = LambdaZip.ofThisBuild()
                .unpackInto(
                        Files.createTempDirectory(directory, "task"), FaultyApplication.class, mode.configuration());
        Path effects = Files.createFile(taskRoot.resolve("effects"));
        String queue = sqs.queue("letters-" + seed);
        makeEmptyTable();
        try (FaultyProxy letters = new FaultyProxy(sqs.endpoint(), seed, FAULT_ONE_IN);
                FaultyProxy entries = new FaultyProxy(dynamoDb.endpoint(), seed, FAULT_ONE_IN)) {
            Map<String, String> environment = Map.of(
                    "MAIN_CLASS",
                    FaultyApplication.class.getName(),
                    FaultyApplication.EFFECTS,
                    effects.toString(),
                    "LETTERS",
                    letters.address().resolve("/000000000000/letters-" + seed).toString(),
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    entries.address().toString());
            FaultRun run = new FaultRun(new Random(seed), taskRoot, environment);
            run.toTheEnd();
            FaultReport report = run.report(
                    "seed " + seed, deadLetters(queue), letters.faults() + entries.faults(), mode.concurrency());
            check(report, mode);
            return report;
        }
    }

    private static void check(FaultReport report, Mode mode) {
        assertThat(report.lost()).as("lost: %s", report).isZero();
        assertThat(report.outOfOrder()).as("out of order: %s", report).isZero();
        if (mode.outlivesProcesses()) {
            assertThat(report.repeated()).as("repeated: %s", report).isLessThanOrEqualTo(report.mayRepeat());
        }
    }

    private void makeEmptyTable() {
        try (DynamoDbClient client = dynamoDb.client()) {
            if (client.listTables().tableNames().contains(TABLE)) {
                client.deleteTable(delete -> delete.tableName(TABLE));
            }
            new ExpiringTable(TABLE).create(client);
        }
    }

    /** What the queue holds, each letter as the effect that it stands for. */
    private Set<String> deadLetters(String queue) {
        Set<String> effects = new HashSet<>();
        for (List<Message> some = receive(queue); !some.isEmpty(); some = receive(queue)) {
            some.forEach(message -> effects.add(effect(DeadLetterEntry.read(message.body()))));
        }
        return effects;
    }

    private List<Message> receive(String queue) {
        return sqs.client()
                .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private static String effect(DeadLetterEntry entry) {
        String item = entry.record().getDynamodb().getKeys().get("id").getS();
        return "%s %s %s"
                .formatted(
                        entry.origin().handler(),
                        item,
                        entry.record().getDynamodb().getSequenceNumber());
    }
}
