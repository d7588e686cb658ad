package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.mapping.Mappings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Shards of several tables in one pool, each read by one owner after the other. */
final class ShardHistory implements AutoCloseable {

    private static final int ITEMS = 5;

    private final Mappings mappings;
    private final int threads;
    private final LanePool pool;
    private final List<Owned> shards;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger failingSaves = new AtomicInteger();
    private final List<String> wrong = new ArrayList<>();

    /** A shard with its current owner. Its monitor guards what was handled and saved. */
    private final class Owned {

        private final ShardName name;
        private final Checkpoints kept = Checkpoints.inMemory();
        private final List<DynamodbStreamRecord> handled = new ArrayList<>();
        private final Set<String> inside = ConcurrentHashMap.newKeySet();
        private int owner;
        private int size;
        private int fed;
        private Shard shard;

        Owned(int number) {
            this.name = new ShardName("table" + number % 3, "arn", "shard-" + number);
            this.shard = open();
        }

        private Shard open() {
            int now;
            synchronized (this) {
                now = ++owner;
                inside.clear();
            }
            Shard opened = ShardFixture.shard(name, mappings, event -> handle(event, now), checkpoints(now), pool);
            fed = opened.start().map(number -> Integer.parseInt(number.text())).orElse(0);
            return opened;
        }

        private Checkpoints checkpoints(int its) {
            return new Checkpoints() {

                @Override
                public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
                    return kept.load(streamArn, shardId);
                }

                @Override
                public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
                    synchronized (Owned.this) {
                        if (its != owner) {
                            wrong.add("%s: saved by an owner that has left".formatted(name));
                        }
                        if (!checkpoint.ended() && failingSaves.getAndDecrement() > 0) {
                            throw new IllegalStateException("the disk is full");
                        }
                        kept.save(streamArn, shardId, checkpoint);
                    }
                }

                @Override
                public Duration interval() {
                    return Duration.ofMillis(owner % 2 * 5L);
                }
            };
        }

        private StreamsEventResponse handle(DynamodbEvent event, int its) {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                for (DynamodbStreamRecord record : event.getRecords()) {
                    if (!isHandled(record, its)) {
                        return new StreamsEventResponse(List.of(
                                new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
                    }
                }
                return new StreamsEventResponse();
            } finally {
                running.decrementAndGet();
            }
        }

        private boolean isHandled(DynamodbStreamRecord record, int its) {
            String item = its + ShardFixture.item(record);
            if (!inside.add(item)) {
                wrong.add("%s: two threads have item %s".formatted(name, item));
            }
            Thread.yield();
            synchronized (this) {
                inside.remove(item);
                if (its != owner || failures.getAndDecrement() > 0) {
                    return false;
                }
                return handled.add(record);
            }
        }

        void feed(int records) {
            List<DynamodbStreamRecord> next = ShardFixture.records(fed + 1, fed + records + 1, ITEMS);
            fed += records;
            size = Math.max(size, fed);
            shard.feed(next);
        }

        /** What another owner has fed, this one feeds again, from its checkpoint on. */
        void end() {
            if (fed < size) {
                feed(size - fed);
            }
            shard.end();
        }

        void drain() {
            shard.drain(ShardFixture.within(ShardFixture.LIMIT));
            shard = open();
        }

        void abandon() {
            shard.abandon();
            shard = open();
        }

        /** Each record of an item is handled after the one before it, or again. */
        synchronized void assertOrder() {
            IntStream.range(0, ITEMS).forEach(item -> {
                List<Integer> expected = IntStream.rangeClosed(1, size)
                        .filter(number -> number % ITEMS == item)
                        .boxed()
                        .toList();
                List<Integer> actual = handled.stream()
                        .map(ShardFixture::number)
                        .filter(number -> number % ITEMS == item)
                        .toList();
                assertThat(actual.stream().distinct().toList()).isEqualTo(expected);
            });
        }
    }

    ShardHistory(Mappings mappings, int threads, int shards) {
        this.mappings = mappings;
        this.threads = threads;
        this.pool = new LanePool(threads);
        this.shards = IntStream.range(0, shards).mapToObj(Owned::new).toList();
    }

    void feed(int shard, int records) {
        shards.get(shard % shards.size()).feed(records);
    }

    void drain(int shard) {
        shards.get(shard % shards.size()).drain();
    }

    void abandon(int shard) {
        shards.get(shard % shards.size()).abandon();
    }

    void fail(int times) {
        failures.set(times);
    }

    void failSaves(int times) {
        failingSaves.set(times);
    }

    void awaitEnd() {
        shards.forEach(Owned::end);
        await().atMost(ShardFixture.LIMIT).pollInterval(Duration.ofMillis(2)).until(() -> shards.stream()
                .allMatch(owned -> owned.shard.isDone()));
    }

    void assertOrder() {
        assertThat(wrong).isEmpty();
        shards.forEach(Owned::assertOrder);
        assertThat(mostRunning.get()).isLessThanOrEqualTo(threads);
    }

    @Override
    public void close() {
        shards.forEach(owned -> owned.shard.abandon());
        pool.close();
    }
}
