package io.millrace.handler.ready.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.History;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several at once write the same items of the view. */
class AggregateConcurrencyIntegrationTests {

    private static final List<DynamodbStreamRecord> HISTORY = History.random(21, 300, 60);
    private static final int AT_ONCE = 4;

    private static ViewTables tables;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        tables = new ViewTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Test
    void countsExactlyWhatSeveralDeliverOfDifferentItems() throws Exception {
        String table = tables.create();
        inParallel(
                lane -> HISTORY.stream()
                        .filter(record -> Math.floorMod(id(record).hashCode(), AT_ONCE) == lane)
                        .toList(),
                table);

        assertThat(tables.view(table)).isEqualTo(Fold.byKind(HISTORY));
    }

    @Test
    void countsOnceWhatSeveralDeliverAtOnce() throws Exception {
        String table = tables.create();
        inParallel(lane -> HISTORY, table);

        assertThat(tables.view(table)).isEqualTo(Fold.byKind(HISTORY));
    }

    private interface Share {
        List<DynamodbStreamRecord> of(int lane);
    }

    private void inParallel(Share share, String table) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (Deliveries one = Deliveries.start(directory, yaml(table));
                Deliveries other = Deliveries.start(directory, yaml(table))) {
            List<Callable<Void>> deliveries = IntStream.range(0, AT_ONCE)
                    .<Callable<Void>>mapToObj(lane -> () -> {
                        inBatches(lane % 2 == 0 ? one : other, share.of(lane), 40 + 7 * lane);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(deliveries)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void inBatches(Deliveries deliveries, List<DynamodbStreamRecord> records, int size) {
        for (int from = 0; from < records.size(); from += size) {
            deliveries.deliverAll(records.subList(from, Math.min(records.size(), from + size)));
        }
    }

    private static String id(DynamodbStreamRecord record) {
        return record.getDynamodb().getKeys().get("id").getS();
    }

    private static String yaml(String table) {
        return KilledDelivery.yaml(table, tables.database().endpoint())
                .replace("keys: {", "concurrency: 4\n      keys: {");
    }
}
