package io.millrace.source;

import static io.millrace.source.Reading.ITEM;
import static io.millrace.source.Reading.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.Mappings;
import io.millrace.source.SourceState.Activity;
import io.millrace.testkit.streams.ModelTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where reading begins, and where it goes on in another process. */
class BeginningTests {

    @AutoClose
    private final Reading reading = new Reading();

    private final ModelTable table = reading.table();

    @Test
    void handlesWhatWasWrittenAfterALatestStartThoughNothingWasReadBeforeTheProcessEnded() {
        reading.start(Mappings.usual().latest(), reading::handle).stop();
        table.put(ITEM, 6);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            reading.awaitHandled("6");
        }
    }

    @Test
    void handlesNothingFromBeforeALatestStartThoughTheFirstRecordBlocks() {
        try (EventSource source = reading.start(Mappings.usual().latest().factor(2), event -> {
            throw new IllegalStateException("poison");
        })) {
            table.put(ITEM, 6);
            source.wake();
            await().atMost(LIMIT).until(() -> Reading.lanes(source).stream().anyMatch(lane -> lane.blocked() != null));
        }

        try (EventSource source = reading.start(Mappings.usual().latest().factor(2), reading::handle)) {
            reading.awaitHandled("6");
        }
    }

    @Test
    void handlesAllOfAShardThatIsFoundAfterALatestStart() {
        reading.start(Mappings.usual().latest(), reading::handle).stop();
        table.rollOver(reading.shard());
        table.put(ITEM, 7);
        table.put(reading.otherItem(), 8);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(reading.handled()).containsExactlyInAnyOrder("7", "8"));
        }
    }

    @Test
    void settlesAllShardsOfTheStartThoughTheFirstProcessEndedBetweenThem() {
        String other = reading.otherItem();
        table.put(other, 9);
        List<ShardDiscovery.Found> found =
                new ShardDiscovery(reading.streams(), Reading.table(Mappings.usual())).shards();
        AtomicInteger saved = new AtomicInteger();
        Checkpoints ending = new Checkpoints() {

            @Override
            public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
                return reading.checkpoints().load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
                if (saved.incrementAndGet() > 1) {
                    throw new IllegalStateException("killed");
                }
                reading.checkpoints().save(streamArn, shardId, checkpoint);
            }
        };
        EventSourceMapping mapping = Mappings.usual().latest().mapping();
        assertThatThrownBy(() -> new Beginning(mapping, ending, reading.streams()).settle(found))
                .hasMessage("killed");

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            table.put(ITEM, 6);
            source.wake();
            reading.awaitHandled("6");
            table.put(other, 10);
            source.wake();
            reading.awaitHandled("6", "10");
        }
    }

    @Test
    void readsANewTableThoughTheOneBeforeItWasDeletedWithARecordThatBlocks() {
        try (EventSource source = reading.start(Mappings.usual(), event -> reading.handleUnless(event, "1"))) {
            await().atMost(LIMIT)
                    .until(() -> Reading.lanes(source).stream().anyMatch(lane -> lane.activity() == Activity.BLOCKED));
            table.delete();
            table.enableStream();
            table.put(ITEM, 11);
            reading.later(Duration.ofHours(25));
            table.put(ITEM, 12);
            source.wake();

            reading.awaitHandled("12");
        }
    }

    @Test
    void readsAStreamBehindTheOneBeforeItHoweverOftenItIsEnabledAgain() {
        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            for (int stream = 2; stream <= 4; stream++) {
                table.disableStream();
                table.enableStream();
                table.put(ITEM, 10 * stream);
                int expected = stream - 1;
                await().atMost(LIMIT).until(() -> {
                    reading.later(Duration.ofSeconds(5));
                    source.wake();
                    return reading.handled().size() == expected;
                });
            }
            assertThat(reading.handled()).containsExactly("20", "30", "40");
        }
    }
}
