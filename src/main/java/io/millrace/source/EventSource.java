package io.millrace.source;

import io.millrace.source.OpenShards.Open;
import io.millrace.source.ShardReader.Page;
import io.millrace.source.SourceState.ShardState;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of a table and delivers its records to a function, by the rules of a Lambda event source mapping:
 * parents before their children, the records of an item in order, and none passed over unless the mapping says so. What
 * was delivered may be delivered again after a restart. A stream that is enabled again is read after the one before it. It
 * reads in passes, each in a thread of the pool.
 */
public final class EventSource implements AutoCloseable {

    private static final Duration BETWEEN_DISCOVERIES = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final EventSink sink;
    private final Polling polling;
    private final OpenShards shards;
    private final ReadFailures failures;
    private final Steps reading;
    private Duration wait;
    private Instant nextDiscovery = Instant.MIN;
    private volatile boolean started;

    /**
     * @param client belongs to the caller, who closes it after this, like the pool
     */
    public EventSource(
            SourceTable table, EventSink sink, Polling polling, DynamoDbStreamsClient client, LanePool pool) {
        this.sink = sink;
        this.polling = polling;
        this.wait = polling.shortest();
        this.shards = new OpenShards(table, sink, client, pool);
        this.failures = new ReadFailures(table.name());
        this.reading = pool.reading(this::pass);
    }

    /**
     * Begins to read. With the starting position LATEST, changes made after this returns are read, and where the stream
     * can't be asked just now, earlier ones, too.
     */
    public void start() {
        if (!discover()) {
            shards.endStart();
        }
        started = true;
        reading.wake();
    }

    /** Reads the stream as soon as possible, instead of after the current pause. */
    public void wake() {
        if (started) {
            reading.wake();
        }
    }

    /** The state as it is now. */
    public SourceState state() {
        List<ShardState> states =
                shards.all().stream().map(open -> open.shard().state()).toList();
        return new SourceState(states, shards.trimmed(), problem());
    }

    private @Nullable String problem() {
        String own = failures.text();
        return own != null
                ? own
                : shards.all().stream()
                        .flatMap(open -> open.shard().problem().stream())
                        .findFirst()
                        .orElse(null);
    }

    /** Begins no further delivery. */
    public void stop() {
        reading.end();
        shards.all().forEach(open -> open.shard().stop());
    }

    /** Stops, and waits until the function has answered; what then takes longer than 20 seconds is interrupted. */
    @Override
    public void close() {
        stop();
        Deadline deadline = Deadline.at(
                sink.time().steady().instant().plus(LONGEST_STOP), sink.time().steady());
        reading.await(deadline);
        Shard.drain(shards.all().stream().map(Open::shard).toList(), deadline);
    }

    private Pause pass() {
        discover();
        boolean news = read();
        failures.endPass();
        wait = failures.any() ? AFTER_FAILURE : news ? Duration.ZERO : polling.next(wait);
        Duration rest =
                news || failures.any() ? polling.shortest() : Duration.ZERO; // writes in a row are read together
        return new Pause(rest, wait.minus(rest));
    }

    /** Returns whether the shards are known. */
    private boolean discover() {
        return failures.attempt(() -> {
            Instant now = sink.time().steady().instant();
            if (!now.isBefore(nextDiscovery)) {
                shards.discover();
                nextDiscovery = now.plus(BETWEEN_DISCOVERIES);
            }
            return true;
        });
    }

    /** Reads each shard once. Returns whether there was anything, or may be. */
    private boolean read() {
        boolean news = false;
        for (Open open : shards.all()) {
            news |= failures.attempt(() -> read(open));
        }
        return news;
    }

    private boolean read(Open open) {
        if (!open.shard().hasRoom()) {
            return true;
        }
        if (open.shard().isEnded()) {
            discoverOnceDone(open.shard());
            return false;
        }
        Page page = open.reader().read();
        feed(open, page);
        if (page.last()) {
            open.shard().end();
        }
        return !page.records().isEmpty();
    }

    /** The children of a shard that is done may be read. */
    private void discoverOnceDone(Shard shard) {
        shard.save();
        if (shard.isDone()) {
            nextDiscovery = Instant.MIN;
        }
    }

    /** What can't be taken is read again: nothing of a page may be passed over. */
    private static void feed(Open open, Page page) {
        try {
            open.shard().feed(page.records());
        } catch (RuntimeException | Error e) {
            open.reader().goBackTo(open.shard().lastFed());
            throw e;
        }
    }

    /**
     * The pauses between two reads of a stream. They double from the shortest to the longest while no records come, and begin with
     * the shortest again after some.
     */
    public record Polling(Duration shortest, Duration longest) {

        Duration next(Duration pause) {
            Duration doubled = pause.compareTo(shortest) < 0 ? shortest : pause.multipliedBy(2);
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }
}
