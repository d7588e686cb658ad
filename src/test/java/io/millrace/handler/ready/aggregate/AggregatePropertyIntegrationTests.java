package io.millrace.handler.ready.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whatever comes twice, overlaps or breaks, in whatever batches: the view is the fold of the changes. */
class AggregatePropertyIntegrationTests {

    private static final List<Fault> FAULTS =
            List.of(Fault.ERROR, Fault.THROTTLED, Fault.HANG_UP, Fault.HANG_UP_AFTERWARDS);

    private static ViewTables tables;
    private static HttpFront front;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        tables = new ViewTables();
        front = new HttpFront(
                tables.database().endpoint(),
                new Answer(
                        400,
                        "application/x-amz-json-1.0",
                        "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ThrottlingException\"}"));
        client = DynamoDbServer.clientFor(front.address())
                .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        front.close();
        tables.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isTheFoldOfTheChanges(long seed) {
        Random random = new Random(seed);
        List<DynamodbStreamRecord> history = History.random(seed, 50 + random.nextInt(250), 1 + random.nextInt(40));
        String byKind = tables.create();
        String byItem = tables.create();
        int often = 1 + random.nextInt(4);
        front.script(call -> random.nextInt(often) == 0 ? Fault.NONE : FAULTS.get(random.nextInt(FAULTS.size())));

        deliver(byKind, Fold.BY_KIND, history, random);
        deliver(byItem, Fold.BY_ITEM, history, random);

        assertThat(tables.view(byKind)).isEqualTo(Fold.byKind(history));
        assertThat(tables.view(byItem)).isEqualTo(Fold.byItem(history));
        assertThat(Fold.sums(tables.view(byKind))).isEqualTo(Fold.ofItems(history));
    }

    /** In batches of any size, from where the last one stopped or from somewhere before; each time as if started anew. */
    private static void deliver(String table, List<String> view, List<DynamodbStreamRecord> history, Random random) {
        int done = 0;
        while (done < history.size()) {
            int from = random.nextBoolean() ? done : random.nextInt(done + 1);
            int to = Math.min(history.size(), Math.max(done, from) + 1 + random.nextInt(150));
            BatchHandler handler = Aggregates.handler(client, table, view);
            Map<SequenceNumber, Throwable> failures = Aggregates.handle(handler, history.subList(from, to));
            done = Math.max(done, firstFailure(history, failures, to));
        }
    }

    private static int firstFailure(
            List<DynamodbStreamRecord> history, Map<SequenceNumber, Throwable> failures, int otherwise) {
        for (int i = 0; i < otherwise; i++) {
            if (failures.containsKey(new SequenceNumber(History.number(history.get(i))))) {
                return i;
            }
        }
        return otherwise;
    }
}
