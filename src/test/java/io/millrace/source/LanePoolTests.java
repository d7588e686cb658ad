package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.Mappings;
import io.millrace.testkit.streams.ModelTable;
import io.millrace.testkit.streams.StreamsServer;
import io.millrace.testkit.streams.TestClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Hundreds of shards in one process. */
class LanePoolTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int THREADS = 6;

    private final Map<String, List<Integer>> handled = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger mostThreads = new AtomicInteger();

    private StreamsEventResponse handle(String place, DynamodbEvent event) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            handled.computeIfAbsent(place + ShardFixture.item(record), item -> new CopyOnWriteArrayList<>())
                    .add(number(record));
        }
        mostThreads.accumulateAndGet(threads(), Math::max);
        count.addAndGet(event.getRecords().size());
        return new StreamsEventResponse();
    }

    private static int number(DynamodbStreamRecord record) {
        return record.getDynamodb().getNewImage() == null
                ? ShardFixture.number(record)
                : Integer.parseInt(record.getDynamodb().getNewImage().get("n").getN());
    }

    /** The threads of sources in this process. */
    private static int threads() {
        ThreadInfo[] all = ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, 0);
        return (int) Arrays.stream(all)
                .filter(thread -> thread.getThreadName().matches("millrace-(lane|reader|timer).*"))
                .count();
    }

    @Test
    void deliversTheRecordsOfFiveHundredShardsThatAreFedInTheOrderOfEachItem() {
        try (LanePool pool = new LanePool(THREADS)) {
            List<Shard> shards = IntStream.range(0, 500)
                    .mapToObj(number ->
                            shard("table" + number % 7, number, pool, event -> handle("shard" + number, event)))
                    .toList();
            for (int round = 0; round < 5; round++) {
                List<DynamodbStreamRecord> records = ShardFixture.records(round * 4 + 1, round * 4 + 5, 2);
                shards.forEach(shard -> shard.feed(records));
            }
            shards.forEach(Shard::end);
            await().atMost(LIMIT).until(() -> shards.stream().allMatch(Shard::isDone));

            assertThat(mostThreads.get()).isPositive().isLessThanOrEqualTo(THREADS + 10);
            assertThat(handled).hasSize(1_000).allSatisfy((item, numbers) -> assertThat(numbers)
                    .hasSize(10)
                    .isSorted());
        }
    }

    @Test
    void readsFiveHundredShardsOfSeveralTablesWithFewThreads() {
        StreamsServer server = StreamsServer.start(new TestClock());
        List<ModelTable> tables = IntStream.range(0, 5)
                .mapToObj(number -> server.table("table" + number, "id"))
                .toList();
        tables.forEach(table -> table.enableStream(StreamViewType.NEW_AND_OLD_IMAGES, 100));
        try (DynamoDbStreamsClient client = server.client();
                LanePool pool = new LanePool(THREADS)) {
            List<EventSource> sources = IntStream.range(0, 5)
                    .mapToObj(number -> source("table" + number, client, pool))
                    .toList();
            sources.forEach(EventSource::start);
            for (int n = 1; n <= 5; n++) {
                for (ModelTable table : tables) {
                    put(table, n);
                }
            }
            await().atMost(LIMIT).until(() -> count.get() == 5_000);
            assertThat(sources).allMatch(source -> source.state().shards().size() == 100);
            sources.forEach(EventSource::close);
        } finally {
            server.close();
        }

        assertThat(mostThreads.get()).isPositive().isLessThanOrEqualTo(THREADS + 10);
        assertThat(handled).hasSize(1_000).allSatisfy((item, numbers) -> assertThat(numbers)
                .containsExactly(1, 2, 3, 4, 5));
    }

    private static void put(ModelTable table, int n) {
        for (int item = 0; item < 200; item++) {
            table.put("item" + item, n);
        }
    }

    private EventSource source(String name, DynamoDbStreamsClient client, LanePool pool) {
        SourceTable table =
                new SourceTable(name, name, Mappings.usual().factor(2).mapping(), record -> true, record -> record);
        EventSink sink = new EventSink(
                event -> handle(name, event),
                batch -> {},
                Checkpoints.inMemory(),
                new Listeners<>(EventSourceListener.class, List.of()),
                QuickTime.with(new TestClock()));
        return new EventSource(
                table, sink, new EventSource.Polling(Duration.ofMillis(1), Duration.ofMillis(50)), client, pool);
    }

    @Test
    void servesATableBeforeTheManyDeliveriesOfASlowerOneThatWait() throws Exception {
        Semaphore slow = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(2);
        try (LanePool pool = new LanePool(2)) {
            for (int i = 0; i < 300; i++) {
                shard("slow", i, pool, event -> {
                            begun.countDown();
                            slow.acquireUninterruptibly();
                            return new StreamsEventResponse();
                        })
                        .feed(ShardFixture.records(1, 2, 1));
            }
            begun.await();
            Shard fast = shard("fast", 1, pool, event -> handle("fast", event));
            fast.feed(ShardFixture.records(1, 20, 1));
            fast.end();
            slow.release();

            await().atMost(LIMIT).until(fast::isDone);
            slow.release(300);
        }
    }

    /** As where a container limits the threads of its processes. */
    @Test
    void deliversLaterWhereNoThreadCanBeStarted() {
        AtomicInteger refusals = new AtomicInteger(1);
        try (LanePool pool = new LanePool(1, name -> task -> {
            if (name.equals("millrace-lane") && refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task, name);
        })) {
            Shard shard = shard("orders", 1, pool, event -> handle("orders", event));
            shard.feed(ShardFixture.records(1, 5, 2));
            shard.end();

            await().atMost(LIMIT).until(shard::isDone);
            assertThat(refusals.get()).isNegative();
        }
    }

    private static Shard shard(
            String table, int number, LanePool pool, Function<DynamodbEvent, StreamsEventResponse> function) {
        return ShardFixture.shard(
                new ShardName(table, "arn", "shard-" + number),
                Mappings.usual().factor(1 + number % 3).batchSize(3),
                function,
                Checkpoints.inMemory(),
                pool);
    }
}
