package io.millrace.handler.ready.aggregate;

import static io.millrace.handler.ready.aggregate.Aggregates.handle;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.ExpiringTable;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the service answers and an emulator never does. */
class AggregateFaultsIntegrationTests {

    private static final List<DynamodbStreamRecord> HISTORY = History.random(11, 30, 6);

    private static ViewTables tables;

    private final List<Duration> waits = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private String table;

    @BeforeAll
    static void start() {
        tables = new ViewTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @BeforeEach
    void makeTables() {
        table = tables.create();
        new ExpiringTable("markers-of-" + table).create(tables.client());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void waitsLongerAndLongerWhereOthersWriteTheSameItems() {
        HttpFront front = front(cancelled(33, 31, "TransactionConflict", ""));
        BatchHandler handler = handler(front);
        front.script(call -> call < 6 ? Fault.THROTTLED : Fault.NONE);

        assertThat(handle(handler, HISTORY)).isEmpty();

        assertThat(front.calls()).isEqualTo(7);
        assertThat(waits).hasSize(6).allMatch(wait -> wait.toMillis() >= 1);
        assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(25));
        assertThat(tables.view(table)).isEqualTo(Fold.byKind(HISTORY));
    }

    @Test
    void givesUpWhereOthersNeverEnd() {
        HttpFront front = front(cancelled(33, 31, "TransactionConflict", ""));
        front.script(call -> Fault.THROTTLED);

        Map<SequenceNumber, Throwable> failures = handle(handler(front), HISTORY);

        assertThat(failures).hasSize(30);
        assertThat(failures.values().stream()
                        .filter(cause -> !(cause instanceof HeldBackException))
                        .map(Throwable::getMessage))
                .hasSize(6)
                .allMatch(text -> text.contains("TransactionConflict"));
        assertThat(front.calls()).isEqualTo(AggregateHandler.MOST_TRIES);
        assertThat(tables.view(table)).isEmpty();
    }

    @Test
    void failsByItselfWhatTheServiceRefuses() {
        HttpFront front = front(cancelled(2, 1, "ValidationError", "Number overflow"));
        front.script(call -> Fault.THROTTLED);

        assertThat(handle(handler(front), HISTORY.subList(0, 1))).hasSize(1).allSatisfy((number, cause) -> assertThat(
                        cause)
                .hasMessage("table '%s' refused the change: ValidationError, Number overflow".formatted(table)));
        assertThat(front.calls()).isEqualTo(1);
    }

    @Test
    void findsByHalvesWhatIsRefused() {
        HttpFront front = front(new Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\": \"com.amazon.coral.validate#ValidationException\", \"message\": \"too large\"}"));
        List<Integer> refused = List.of(0, 2, 4); // four, then the second two of them, then the last
        front.script(call -> refused.contains(call) ? Fault.THROTTLED : Fault.NONE);
        List<DynamodbStreamRecord> four = History.ofEachKind().subList(0, 4);

        Map<SequenceNumber, Throwable> failures = handle(handler(front), four);

        assertThat(failures).containsOnlyKeys(new SequenceNumber(History.number(four.get(3))));
        assertThat(tables.view(table)).isEqualTo(Fold.byKind(four.subList(0, 3)));
    }

    @Test
    void countsOnceWhateverAnswerIsLost() {
        HttpFront front = front(new Answer(500, "text/plain", ""));
        BatchHandler handler = handler(front);
        front.script(call -> call < 4 ? Fault.HANG_UP_AFTERWARDS : Fault.NONE); // more than the SDK's own tries

        assertThat(handle(handler, HISTORY)).isEmpty();

        assertThat(tables.view(table)).isEqualTo(Fold.byKind(HISTORY));
    }

    @Test
    void doesNotTryAgainWhatIsForbidden() {
        HttpFront front = front(new Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\": \"com.amazon.coral.service#AccessDeniedException\", \"Message\": \"no\"}"));
        front.script(call -> Fault.THROTTLED);

        assertThat(handle(handler(front), History.random(12, 300, 6))).hasSize(300);

        assertThat(front.calls()).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void triesNothingMoreOfADeliveryWhereTheDatabaseIsOutOfOrder() {
        HttpFront front = front(new Answer(400, "text/plain", ""));
        front.script(call -> Fault.ERROR);

        assertThat(handle(handler(front), History.random(12, 300, 6))).hasSize(300);

        assertThat(waits).hasSize(AggregateHandler.MOST_UNANSWERED - 1);
    }

    private BatchHandler handler(HttpFront front) {
        DynamoDbClient client = DynamoDbServer.clientFor(front.address())
                .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(2)))
                .build();
        open.add(client);
        return Aggregates.handler(client, table, Fold.BY_KIND, waits::add);
    }

    private HttpFront front(Answer instead) {
        HttpFront front = new HttpFront(tables.database().endpoint(), instead);
        open.add(front);
        return front;
    }

    /** A transaction whose action at a place was not done. */
    private static Answer cancelled(int actions, int at, String code, String text) {
        String reasons = Stream.iterate(0, i -> i < actions, i -> i + 1)
                .map(i -> i == at
                        ? "{\"Code\": \"%s\", \"Message\": \"%s\"}".formatted(code, text)
                        : "{\"Code\": \"None\"}")
                .collect(Collectors.joining(","));
        return new Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\": \"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\", \"Message\": \"%s\","
                                .formatted(code)
                        + " \"CancellationReasons\": [" + reasons + "]}");
    }
}
