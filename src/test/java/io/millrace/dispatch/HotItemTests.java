package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.HeldBackException;
import io.millrace.handler.RecordHandler;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Many changes of few items, which have to wait for each other. */
class HotItemTests {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    /** To look at all of so many for each of them takes minutes. */
    private static final int MANY = 50_000;

    private static final int SMALL_STACK = 256 * 1024;

    private static final RecordHandler SINGLE = change -> {};
    private static final BatchHandler BATCH = changes -> Map.of();

    @BeforeEach
    void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void takesChangesOfAnItemThroughStepsForManyInTimeThatGrowsWithTheirNumber(int concurrency, List<Handler> steps) {
        Dispatcher dispatcher = new Letterbox().dispatcher(concurrency, steps.toArray(Handler[]::new));
        List<DynamodbStreamRecord> batch = changes(MANY);

        BatchResult result =
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> dispatcher.dispatch(batch, Deadline.NONE));

        assertThatResult(result).isComplete();
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", MANY, "h2", MANY)));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                argumentSet("two for many", 1, List.of(BATCH, BATCH)),
                argumentSet("one for many behind one for single records", 1, List.of(SINGLE, BATCH)),
                argumentSet("one for many before one for single records", 1, List.of(BATCH, SINGLE)),
                argumentSet("with other items side by side", 8, List.of(BATCH, SINGLE)));
    }

    /** Each that is passed over frees those behind it, in a call of their own. */
    @Test
    void passesOverHowEverManyChangesThatAreHeldBackBehindEachOther() throws Exception {
        int count = 2_000;
        Dispatcher dispatcher =
                new Letterbox().dispatcher(FailurePolicy.OnFailure.SKIP, 1, (BatchHandler) HotItemTests::failTheFirst);
        List<DynamodbStreamRecord> batch = IntStream.range(0, count)
                .mapToObj(number -> batch((100_000 + number) + "@hot").get(0))
                .toList();
        FutureTask<BatchResult> dispatched = new FutureTask<>(() -> dispatcher.dispatch(batch, Deadline.NONE));

        new Thread(null, dispatched, "small", SMALL_STACK).start();

        assertThatResult(dispatched.get()).isComplete();
        assertThat(dispatched.get().failed().skipped()).hasSize(count);
    }

    private static Map<SequenceNumber, Throwable> failTheFirst(List<Change<Item>> changes) {
        Map<SequenceNumber, Throwable> failures =
                changes.stream().collect(toMap(Change::sequenceNumber, change -> HeldBackException.INSTANCE));
        failures.put(changes.get(0).sequenceNumber(), new IllegalStateException("by the test"));
        return failures;
    }

    /** One half of one item, the others of a hundred. */
    private static List<DynamodbStreamRecord> changes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> (100_000 + number) + "@" + (number % 2 == 0 ? "hot" : "item" + number % 200))
                .map(record -> batch(record).get(0))
                .toList();
    }
}
