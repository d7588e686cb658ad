package io.millrace.dispatch;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.UnreadableRecord;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Collisions;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Records that can't be read have a place in the order of their items, too. */
class UnreadableOrderTests {

    /** So often that workers beside each other would overtake one another. */
    private static final int TRIES = 2_000;

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final RecordHandler handler = change -> calls.add("handled " + change.sequenceNumber());

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void handlesNoLaterRecordOfAnItemBehindOneThatStopped(DynamodbStreamRecord unreadable) {
        Dispatcher dispatcher = dispatcher(FailurePolicy.OnFailure.STOP, 4, handler);

        for (int i = 0; i < TRIES; i++) {
            assertThatResult(dispatcher.dispatch(with(unreadable, "103@x"), Deadline.NONE))
                    .stoppedAt("102");
        }

        assertThat(calls).hasSize(TRIES).doesNotContain("handled 103");
    }

    static Stream<DynamodbStreamRecord> unreadable() {
        return Stream.of(
                unreadable(Map.of("id", s("x"))),
                record("UPSERT").sequenceNumber("102").key("id", s("x")).build());
    }

    @ParameterizedTest
    @MethodSource("withoutItem")
    void handlesNothingBehindARecordThatStoppedAndDoesNotTellItsItem(DynamodbStreamRecord unreadable) {
        Dispatcher dispatcher = dispatcher(FailurePolicy.OnFailure.STOP, 4, handler);

        for (int i = 0; i < TRIES; i++) {
            dispatcher.dispatch(with(unreadable, "103@y"), Deadline.NONE);
        }

        assertThat(calls).hasSize(TRIES).doesNotContain("handled 103");
    }

    static Stream<DynamodbStreamRecord> withoutItem() {
        return Stream.of(
                unreadable(null),
                insert().sequenceNumber("102").build(),
                insert().sequenceNumber("102").key("other", s("x")).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void takesARecordThatDoesNotTellItsItemInItsTurn(int concurrency) {
        BatchHandler many = changes -> {
            calls.add("together " + changes.size());
            return Map.of();
        };

        BatchResult result = dispatcher(FailurePolicy.OnFailure.DEAD_LETTER, concurrency, many)
                .dispatch(with(unreadable(null), "103@y"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(calls).containsExactly("together 1", "kept 102", "together 1");
    }

    /** Without an order among them, 40,000 such keys keep a hash table busy for minutes. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void takesTimeInProportionWhateverTheHashesOfTheKeysAre() {
        List<DynamodbStreamRecord> batch = Collisions.texts(40_000).stream()
                .map(key -> insert().eventId(key)
                        .key("id", s(key))
                        .key("sort", s(key))
                        .build())
                .toList();

        assertThatResult(dispatcher(FailurePolicy.OnFailure.STOP, 4, handler).dispatch(batch, Deadline.NONE))
                .isComplete();
        assertThat(calls).hasSize(40_000);
    }

    private static List<DynamodbStreamRecord> with(DynamodbStreamRecord unreadable, String last) {
        return Stream.of(batch("101@a"), List.of(unreadable), batch(last))
                .flatMap(List::stream)
                .toList();
    }

    private static DynamodbStreamRecord unreadable(Map<String, AttributeValue> keys) {
        UnreadableRecord record = new UnreadableRecord("{}", "/dynamodb/NewImage/v/N is not a string");
        StreamRecord stream = new StreamRecord();
        stream.setSequenceNumber("102");
        stream.setKeys(keys);
        record.setDynamodb(stream);
        return record;
    }

    private Dispatcher dispatcher(FailurePolicy.OnFailure onFailure, int concurrency, Handler handler) {
        DeadLetterStore store = (letters, deadline) -> {
            letters.forEach(letter -> calls.add("kept " + letter.failure().sequenceNumber()));
            return List.of();
        };
        return Routes.dispatcher(
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, onFailure, concurrency),
                new Stores(store, Stores.NONE.idempotency()),
                List.of(Routes.route("r", "*", handler)));
    }
}
