package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.mapping.Mappings;
import io.millrace.testkit.streams.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Which shards are read, and when, whatever a description lacks. */
class ShardDiscoveryTests extends EventSourceFixture {

    private final String root = table.openShards().get(0);

    @Test
    void readsAChildBehindItsParentThoughADescriptionLacksTheParent() {
        table.put("a", 1);
        table.rollOver();
        table.put("a", 2);
        server.fail("DescribeStream", Fault.without(root));
        start(Mappings.usual(), this::handle);

        awaitHandled("a1", "a2");
    }

    @Test
    void readsAShardOnThoughADescriptionLacksIt() {
        String parent = root;
        table.put("a", 1);
        EventSource source = start(Mappings.usual(), this::handle);
        awaitHandled("a1");
        String open = table.rollOver(parent);
        server.fail("DescribeStream", Fault.without(open), Fault.without(open), Fault.without(open));
        table.put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(source.state().trimmed()).isZero();
    }

    @Test
    void readsAnOpenShardOnThoughALaterDescriptionLacksIt() {
        List<String> halves = table.split(root);
        EventSource source = start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        String kept = table.shardOf("a");
        String other = halves.get(halves.get(0).equals(kept) ? 1 : 0);
        server.fail("DescribeStream", Fault.without(kept));
        table.rollOver(other); // its end brings on the description
        await().atMost(LIMIT).until(server::hasFailed);
        table.put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(source.state().trimmed()).isZero();
    }

    @Test
    void readsBothHalvesOfASplitShardBehindIt() {
        table.put("a", 1);
        table.put("b", 1);
        start(Mappings.usual(), this::handle);
        awaitHandled("a1", "b1");
        table.put("a", 2);
        table.split(root);
        for (String item : List.of("a", "b", "c", "d")) {
            table.put(item, 3);
        }

        await().atMost(LIMIT).until(() -> handled.size() == 7);
        assertThat(handled).startsWith("a1", "b1", "a2").contains("a3", "b3", "c3", "d3");
    }

    @Test
    void tellsThatAShardIsGoneWithWhatWasNotReadOfItWhileItWasAway() {
        table.put("a", 1);
        EventSource first = start(Mappings.usual(), this::handle);
        awaitHandled("a1");
        first.close();
        table.put("a", 2);
        table.rollOver();
        clock.pass(Duration.ofHours(25));
        table.put("a", 3);

        EventSource second = start(Mappings.usual(), this::handle);

        awaitHandled("a1", "a3");
        assertThat(second.state().trimmed()).isEqualTo(1);
    }

    @Test
    void deliversWhatWasReadOfAShardThatIsGoneBeforeItsChild() {
        AtomicBoolean fails = new AtomicBoolean(true);
        EventSource source = start(
                Mappings.usual(),
                event -> failing(event, record -> value(record).equals("a1") && fails.get()));
        table.put("a", 1);
        await().atMost(LIMIT).until(() -> lane(source).blocked() != null);
        table.rollOver();
        clock.pass(Duration.ofHours(25));
        table.put("a", 2);
        int before = server.calls("DescribeStream");
        await().atMost(LIMIT).until(() -> server.calls("DescribeStream") > before + 3);
        assertThat(handled).isEmpty();
        fails.set(false);

        awaitHandled("a1", "a2");
    }

    @Test
    void tellsNothingOfAShardThatIsGoneAfterItWasDone() {
        table.put("a", 1);
        EventSource first = start(Mappings.usual(), this::handle);
        table.rollOver();
        table.put("a", 2);
        awaitHandled("a1", "a2");
        first.close();
        table.rollOver();
        clock.pass(Duration.ofHours(23));
        EventSource second = start(Mappings.usual(), this::handle);
        table.put("a", 3);
        awaitHandled("a1", "a2", "a3");
        second.close();
        clock.pass(Duration.ofHours(2));

        EventSource third = start(Mappings.usual(), this::handle);
        table.put("a", 4);
        awaitHandled("a1", "a2", "a3", "a4");
        assertThat(third.state().trimmed()).isZero();
    }

    @Test
    void readsTheNextStreamThoughTheOneBeforeItExpiredWithRecordsThatWereNotRead() {
        EventSource first = start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        first.close();
        table.put("a", 2);
        table.disableStream();
        clock.pass(Duration.ofHours(25));
        table.enableStream();
        table.put("a", 3);
        start(Mappings.usual(), this::handle);

        awaitHandled("a1", "a3");
    }

    @Test
    void readsMoreShardsThanAreDescribedAtOnce() {
        table.disableStream();
        table.enableStream(StreamViewType.NEW_AND_OLD_IMAGES, 110);
        IntStream.range(0, 300).forEach(i -> table.put("item" + i + "-", 1));
        start(Mappings.usual(), this::handle);

        await().atMost(LIMIT).until(() -> handled.size() == 300);
    }

    @Test
    void goesOnThoughAStreamIsGoneBetweenItsListingAndItsDescription() {
        table.put("a", 1);
        server.fail("DescribeStream", Fault.error("ResourceNotFoundException"));
        start(Mappings.usual(), this::handle);

        awaitHandled("a1");
    }
}
