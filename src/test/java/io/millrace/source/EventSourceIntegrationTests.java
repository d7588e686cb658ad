package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.source.SourceState.Activity;
import io.millrace.source.SourceState.LaneState;
import io.millrace.testkit.DynamoDbLocal;
import io.millrace.testkit.Tables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class EventSourceIntegrationTests {

    private static final String TABLE = "orders";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DynamoDbLocal local = DynamoDbLocal.start();
    private final DynamoDbClient client = local.client();
    private final DynamoDbStreamsClient streams = local.streams();
    private final FaultyStreams faulty = new FaultyStreams(streams);
    private final List<AutoCloseable> sources = new ArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final UnreliableCheckpoints checkpoints = new UnreliableCheckpoints();
    private final List<GivenUpBatch> givenUp = new CopyOnWriteArrayList<>();

    /** Kept in memory, and not saved when it is told so. */
    private static final class UnreliableCheckpoints implements Checkpoints {

        private final Checkpoints kept = Checkpoints.inMemory();
        private volatile Predicate<Checkpoint> failing = checkpoint -> false;

        @Override
        public Optional<Checkpoint> load(String streamArn, String shardId) {
            return kept.load(streamArn, shardId);
        }

        @Override
        public void save(String streamArn, String shardId, Checkpoint checkpoint) {
            if (failing.test(checkpoint)) {
                throw new IllegalStateException("the disk is full");
            }
            kept.save(streamArn, shardId, checkpoint);
        }
    }

    @BeforeEach
    void createTable() {
        Tables.create(client, TABLE, "id");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable source : sources) {
            source.close();
        }
        streams.close();
        client.close();
        local.close();
    }

    @Test
    void deliversFromTheBeginningAndWhatComesLater() {
        put("a", 1);
        start(Mappings.usual(), this::handle);
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void deliversOnlyWhatIsNewWithLatest() {
        put("a", 1);
        start(Mappings.usual().latest(), this::handle);
        put("a", 2);

        awaitHandled("a2");
    }

    @Test
    void goesOnWhereAnotherLeftOff() {
        EventSource first = start(Mappings.usual().factor(3), this::handle);
        IntStream.range(0, 50).forEach(i -> put("item" + i, 1));
        await().atMost(LIMIT).until(() -> handled.size() == 50);
        first.close();
        put("item0", 2);

        start(Mappings.usual().factor(3), this::handle);

        await().atMost(LIMIT).until(() -> handled.contains("item02"));
        assertThat(handled).hasSize(51);
    }

    @Test
    void waitsForTheBatchInHandBeforeItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EventSource source = start(Mappings.usual(), event -> {
            begun.countDown();
            awaitEnd(end);
            return handle(event);
        });
        put("a", 1);
        begun.await();
        Thread closing = new Thread(source::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        closing.join();

        assertThat(handled).containsExactly("a1");
        start(Mappings.usual(), this::handle);
        put("a", 2);
        awaitHandled("a1", "a2");
    }

    @Test
    void takesUpAStreamThatIsEnabledAgainBehindTheOneBefore() {
        EventSource source = start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        enable(false);
        put("a", 2);
        enable(true);
        put("a", 3);

        awaitHandled("a1", "a3");
        assertThat(source.state().problem()).isNull();
    }

    @Test
    void waitsForATableThatIsNotThereYet() {
        client.deleteTable(table -> table.tableName(TABLE));
        EventSource source = start(Mappings.usual().latest(), this::handle, "payments");
        await().atMost(LIMIT).until(() -> source.state().problem() != null);
        assertThat(source.state().problem()).isEqualTo("there is no such table, or it has no stream; waiting for it");
    }

    @Test
    void readsTheChildrenOfAShardAfterTheirParent() {
        start(Mappings.usual(), this::handle);
        for (int i = 0; i < 5; i++) {
            put("a", i);
            local.rollShardsOver();
        }
        put("a", 5);

        awaitHandled("a0", "a1", "a2", "a3", "a4", "a5");
    }

    @Test
    void blocksAtARecordThatFailsAndShowsIt() {
        EventSource source = start(
                Mappings.usual(),
                event -> failing(event, record -> value(record).equals("b2")));
        put("a", 1);
        put("b", 2);
        put("c", 3);

        await().atMost(LIMIT)
                .until(() -> lane(source).activity() == Activity.BLOCKED
                        && lane(source).counts().retries() > 2);
        assertThat(handled).containsExactly("a1");
        assertThat(lane(source).waiting()).isEqualTo(2);
        assertThat(lane(source).blocked()).isNotNull();
    }

    @Test
    void givesUpWhatFailsTooOftenAndGoesOn() {
        EventSource source = start(
                Mappings.usual().retries(2).batchSize(1),
                event -> failing(event, record -> value(record).equals("b2")));
        put("a", 1);
        put("b", 2);
        put("c", 3);

        awaitHandled("a1", "c3");
        assertThat(givenUp).singleElement().satisfies(batch -> {
            assertThat(batch.deliveries()).isEqualTo(3);
            assertThat(batch.condition()).isEqualTo(GivenUpBatch.Condition.RETRY_ATTEMPTS_EXHAUSTED);
            assertThat(value(batch.event().getRecords().get(0))).isEqualTo("b2");
        });
        assertThat(lane(source).counts().givenUp()).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfEachItemInParallel() {
        Map<String, List<String>> byItem = new ConcurrentHashMap<>();
        start(Mappings.usual().factor(10).batchSize(7), event -> {
            event.getRecords().forEach(record -> byItem.computeIfAbsent(
                            record.getDynamodb().getKeys().get("id").getS(), id -> new CopyOnWriteArrayList<>())
                    .add(value(record)));
            return new StreamsEventResponse();
        });
        for (int n = 0; n < 20; n++) {
            int number = n;
            IntStream.range(0, 15).forEach(i -> put("item" + (char) ('a' + i), number));
        }

        await().atMost(LIMIT)
                .until(() -> byItem.values().stream().mapToInt(List::size).sum() == 300);
        byItem.forEach((id, values) -> assertThat(values)
                .isEqualTo(IntStream.range(0, 20).mapToObj(n -> id + n).toList()));
    }

    @Test
    void passesOverWhatTheFilterDoesNotWant() {
        EventSource source = start(
                Mappings.usual(), this::handle, TABLE, record -> value(record).startsWith("a"));
        put("b", 1);
        put("a", 2);

        awaitHandled("a2");
        assertThat(lane(source).counts().filtered()).isEqualTo(1);
    }

    @Test
    void getsAnotherIteratorWhenOneHasExpired() {
        start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        faulty.fail(() -> ExpiredIteratorException.builder().build());
        put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(faulty.hasFailed()).isTrue();
    }

    @Test
    void backsOffWhenItIsThrottledAndSaysSo() {
        EventSource source = start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        Supplier<RuntimeException> throttled =
                () -> LimitExceededException.builder().message("slow down").build();
        faulty.fail(throttled, throttled);
        put("a", 2);

        await().atMost(LIMIT).until(() -> source.state().problem() != null);
        assertThat(source.state().problem()).startsWith("its stream can't be read just now: slow down");
        awaitHandled("a1", "a2");
        await().atMost(LIMIT).until(() -> source.state().problem() == null);
    }

    @Test
    void readsOnWithoutRepeatingWhenNothingWasMissed() {
        EventSource source = start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        faulty.fail(() -> TrimmedDataAccessException.builder().build());
        put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(source.state().trimmed()).isZero();
    }

    @Test
    void goesOnAfterAHandlerThatWasInterrupted() {
        AtomicInteger interruptions = new AtomicInteger(3);
        start(Mappings.usual().batchSize(1), event -> {
            if (interruptions.getAndDecrement() > 0) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }
            return handle(event);
        });
        put("a", 1);
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void keepsAParentBeforeItsChildThoughItFails() {
        AtomicInteger failures = new AtomicInteger(6);
        start(
                Mappings.usual(),
                event -> failing(event, record -> value(record).equals("a0") && failures.getAndDecrement() > 0));
        for (int i = 0; i < 3; i++) {
            put("a", i);
            local.rollShardsOver();
        }

        awaitHandled("a0", "a1", "a2");
    }

    @Test
    void losesNothingOfShardsThatWereRolledOverWhileItWasAway() {
        EventSource first = start(Mappings.usual().latest(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        first.close();
        for (int i = 2; i < 5; i++) {
            put("a", i);
            local.rollShardsOver();
        }

        start(Mappings.usual().latest(), this::handle);

        awaitHandled("a1", "a2", "a3", "a4");
    }

    @Test
    void goesOnThoughACheckpointCouldNotBeSaved() {
        AtomicInteger failures = new AtomicInteger(1_000);
        checkpoints.failing = checkpoint -> checkpoint.ended() && failures.decrementAndGet() > 990;
        start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        local.rollShardsOver();
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void goesOnWithAnotherNumberOfLanes() {
        EventSource first = start(
                Mappings.usual().factor(3).batchSize(2),
                event -> failing(event, record -> value(record).equals("item39")));
        IntStream.range(0, 10).forEach(n -> IntStream.range(0, 10).forEach(i -> put("item" + i, n)));
        await().atMost(LIMIT).until(() -> first.state().shards().get(0).lanes().stream()
                .anyMatch(lane -> lane.activity() == Activity.BLOCKED));
        first.close();

        start(Mappings.usual().factor(2), this::handle);

        await().atMost(LIMIT)
                .until(() -> handled.containsAll(IntStream.range(0, 10)
                        .boxed()
                        .flatMap(i -> IntStream.range(0, 10).mapToObj(n -> "item" + i + n))
                        .toList()));
    }

    @Test
    void goesOnAfterAnythingElseThatGoesWrong() {
        start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        faulty.fail(() -> new IllegalStateException("a bug somewhere"));
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void readsAgainWhatItCouldNotTake() {
        AtomicInteger failures = new AtomicInteger(2);
        start(Mappings.usual().latest(), this::handle, TABLE, record -> {
            if (value(record).equals("a1") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("a filter that can't tell");
            }
            return true;
        });
        put("a", 1);
        put("b", 2);
        put("c", 3);

        awaitHandled("a1", "b2", "c3");
    }

    @Test
    void asksSeldomWhenThereIsNothing() throws Exception {
        start(Mappings.usual(), this::handle);
        await().until(() -> faulty.count("getRecords") > 5);
        long before = faulty.count("getRecords");
        Thread.sleep(2_000);

        assertThat(faulty.count("getRecords") - before).isLessThanOrEqualTo(5);
    }

    private static LaneState lane(EventSource source) {
        return source.state().shards().get(0).lanes().get(0);
    }

    private StreamsEventResponse failing(DynamodbEvent event, Predicate<DynamodbStreamRecord> fails) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            if (fails.test(record)) {
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
            handled.add(value(record));
        }
        return new StreamsEventResponse();
    }

    private StreamsEventResponse handle(DynamodbEvent event) {
        return failing(event, record -> false);
    }

    private static String value(DynamodbStreamRecord record) {
        return record.getDynamodb().getKeys().get("id").getS()
                + record.getDynamodb().getNewImage().get("n").getN();
    }

    private EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function) {
        return start(mappings, function, TABLE);
    }

    private EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function, String table) {
        return start(mappings, function, table, record -> true);
    }

    private EventSource start(
            Mappings mappings,
            Function<DynamodbEvent, StreamsEventResponse> function,
            String name,
            Predicate<DynamodbStreamRecord> filter) {
        SourceTable table = new SourceTable(name, mappings.mapping(), filter, record -> record);
        Target target =
                new Target(function, givenUp::add, checkpoints, new EventSourceListener() {}, InstantSource.system());
        EventSource source = new EventSource(table, target, Polling.USUAL, faulty.client());
        source.start();
        sources.add(source);
        return source;
    }

    private void put(String id, int n) {
        client.putItem(item ->
                item.tableName(TABLE).item(Map.of("id", AttributeValue.fromS(id), "n", AttributeValue.fromN("" + n))));
    }

    private void enable(boolean enabled) {
        client.updateTable(table -> table.tableName(TABLE).streamSpecification(stream -> stream.streamEnabled(enabled)
                .streamViewType(enabled ? StreamViewType.NEW_AND_OLD_IMAGES : null)));
    }

    private void awaitHandled(String... values) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).containsExactly(values));
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
