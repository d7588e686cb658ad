package io.millrace.source;

import io.millrace.source.OpenShards.Open;
import io.millrace.source.ShardReader.Page;
import io.millrace.source.SourceState.ShardState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of a table and delivers its records to a function, by the rules of a Lambda event source mapping:
 * parents before their children, the records of an item in order, and none passed over unless the mapping says so. What
 * was delivered may come again after a restart. A stream that is enabled again is picked up behind the one before it.
 */
public final class EventSource implements AutoCloseable {

    private static final Duration BETWEEN_DISCOVERIES = Duration.ofSeconds(5);
    private static final Duration AFTER_PROBLEM = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final EventSink target;
    private final Polling polling;
    private final OpenShards shards;
    private final ReadFailures problems;
    private final Pause pause = new Pause();
    private final Thread thread;
    private Instant nextDiscovery = Instant.MIN;

    /**
     * @param client belongs to the caller, who closes it after this
     */
    public EventSource(SourceTable table, EventSink target, Polling polling, DynamoDbStreamsClient client) {
        this.target = target;
        this.polling = polling;
        this.shards = new OpenShards(table, target, client);
        this.problems = new ReadFailures(table.name());
        this.thread = new Thread(this::run, "millrace-%s".formatted(table.name()));
        thread.setDaemon(true);
    }

    /**
     * Begins to read. With the starting position LATEST, changes made after this returns are read, and where the stream
     * can't be asked just now, earlier ones, too.
     */
    public void start() {
        if (!discover()) {
            shards.endStart();
        }
        thread.start();
    }

    /** Asks the stream at once, however long the pause was to be. */
    public void wake() {
        pause.end();
    }

    /** How it goes. */
    public SourceState state() {
        List<ShardState> states =
                shards.all().stream().map(shard -> shard.lanes().state()).toList();
        return new SourceState(states, shards.trimmed(), problem());
    }

    private @Nullable String problem() {
        String own = problems.text();
        return own != null
                ? own
                : shards.all().stream()
                        .flatMap(shard -> shard.lanes().problem().stream())
                        .findFirst()
                        .orElse(null);
    }

    /** Begins nothing more. */
    public void stop() {
        pause.stop();
        shards.all().forEach(shard -> shard.lanes().stop());
    }

    /** Stops, after what has been delivered has been answered; what then takes longer than 20 seconds is interrupted. */
    @Override
    public void close() {
        stop();
        Instant deadline = target.time().steady().instant().plus(LONGEST_STOP);
        try {
            thread.join(LONGEST_STOP.toMillis());
            stop(); // what was opened meanwhile, too
            for (Open shard : shards.all()) {
                shard.lanes().join(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration wait = polling.shortest();
        while (!pause.isStopped()) {
            discover();
            boolean news = read();
            problems.endPass();
            wait = problems.any() ? AFTER_PROBLEM : news ? Duration.ZERO : polling.next(wait);
            Duration rest = news || problems.any() ? polling.shortest() : Duration.ZERO;
            pause.rest(rest); // many writes in a row are read together
            pause.await(wait.minus(rest));
        }
    }

    /** Returns whether the shards are known. */
    private boolean discover() {
        return problems.attempt(() -> {
            Instant now = target.time().steady().instant();
            if (!now.isBefore(nextDiscovery)) {
                shards.discover();
                nextDiscovery = now.plus(BETWEEN_DISCOVERIES);
            }
            return true;
        });
    }

    /** Reads each shard once. Returns whether there was anything. */
    private boolean read() {
        boolean news = false;
        for (Open shard : shards.all()) {
            news |= problems.attempt(() -> read(shard));
        }
        return news;
    }

    private boolean read(Open shard) {
        if (!shard.lanes().hasRoom()) {
            shard.lanes().awaitRoom(polling.shortest());
            return true;
        }
        if (shard.lanes().isClosed()) {
            discoverOnceDone(shard);
            return false;
        }
        Page page = shard.reader().read();
        add(shard, page);
        if (page.last()) {
            shard.lanes().close();
        }
        return !page.records().isEmpty();
    }

    /** Its children may be read then. */
    private void discoverOnceDone(Open shard) {
        shard.lanes().save();
        if (shard.lanes().isDone()) {
            nextDiscovery = Instant.MIN;
        }
    }

    /** What can't be taken is read again: nothing of a page may be passed over. */
    private static void add(Open shard, Page page) {
        try {
            shard.lanes().add(page.records());
        } catch (RuntimeException | Error e) {
            shard.reader().goBackTo(shard.lanes().lastRead());
            throw e;
        }
    }
}
