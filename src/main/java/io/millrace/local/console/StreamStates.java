package io.millrace.local.console;

import io.millrace.local.console.ConsoleState.Blocked;
import io.millrace.local.console.ConsoleState.Key;
import io.millrace.local.console.ConsoleState.Lane;
import io.millrace.local.console.ConsoleState.Shard;
import io.millrace.local.console.ConsoleState.Table;
import io.millrace.local.database.LocalDynamoDb;
import io.millrace.local.database.LocalStreams;
import io.millrace.mapping.Deployment;
import io.millrace.source.SourceState;
import io.millrace.source.SourceState.Counts;
import io.millrace.source.SourceState.LaneState;
import io.millrace.source.SourceState.ShardState;
import io.millrace.table.KeySchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the state of the streams for the console. */
final class StreamStates {

    private final Deployment deployment;
    private final LocalDynamoDb database;
    private final LocalStreams streams;
    private final Feed feed;

    StreamStates(Deployment deployment, LocalDynamoDb database, LocalStreams streams, Feed feed) {
        this.deployment = deployment;
        this.database = database;
        this.streams = streams;
        this.feed = feed;
    }

    ConsoleState read() {
        Path directory = deployment.local().dataDir();
        return new ConsoleState(
                database.isThere() ? database.endpoint().toString() : null,
                directory == null ? null : directory.toString(),
                deployment.tables().stream().map(this::table).toList());
    }

    private Table table(Deployment.Table table) {
        SourceState state = streams.state(table.id()).orElse(new SourceState(List.of(), 0, null));
        return new Table(
                table.id(),
                table.name(),
                table.localName(),
                key(table.keys().partition()),
                key(table.keys().sort()),
                table.streamViewType().toString(),
                table.ttlAttribute(),
                state.shards().stream().map(shard -> shard(table.name(), shard)).toList(),
                feed.counters().deadLetters(table.id()),
                state.trimmed(),
                database.problem(table.id()).orElse(state.problem()));
    }

    private static @Nullable Key key(KeySchema.@Nullable Key key) {
        return key == null
                ? null
                : new Key(key.name(), key.type() == null ? "S" : key.type().name());
    }

    private Shard shard(String table, ShardState shard) {
        return new Shard(
                shard.shardId(),
                IntStream.range(0, shard.lanes().size())
                        .mapToObj(index -> lane(table, index, shard.lanes().get(index)))
                        .toList());
    }

    private Lane lane(String table, int index, LaneState lane) {
        Counts counts = lane.counts();
        return new Lane(
                index,
                Lane.name(lane.activity()),
                lane.position() == null ? null : lane.position().text(),
                lane.waiting(),
                lane.oldest() == null ? 0 : lane.oldest().toMillis(),
                counts.batches(),
                counts.failed(),
                counts.retries(),
                counts.discarded(),
                counts.filtered(),
                lane.blocked() == null ? null : blocked(table, lane.blocked()));
    }

    private Blocked blocked(String table, SourceState.Blocked blocked) {
        long millis = Math.max(0, blocked.nextTry().toMillis());
        String number = blocked.record().text();
        return feed.read(
                        table,
                        blocked.record(),
                        seen -> new Blocked(
                                number,
                                seen.id(),
                                blocked.retries(),
                                millis,
                                seen.lastError() == null ? blocked.error() : seen.lastError()))
                .orElseGet(() -> new Blocked(number, null, blocked.retries(), millis, blocked.error()));
    }
}
