package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.mapping.Mappings;
import io.millrace.testkit.streams.Fault;
import io.millrace.testkit.streams.Manner;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shard is at its end when it gives no iterator any more, whatever else is said of it. */
class ShardEndTests extends EventSourceFixture {

    @Test
    void readsOnInAnOpenShardThatIsDescribedWithAnEnd() {
        server.adopt(Manner.OPEN_SHARDS_WITH_AN_END);
        table.put("a", 1);
        start(Mappings.usual(), this::handle);
        awaitHandled("a1");
        awaitEmptyPages();
        table.put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void handlesWhatIsNewInAnOpenShardThatIsDescribedWithAnEnd() {
        server.adopt(Manner.OPEN_SHARDS_WITH_AN_END);
        table.put("a", 1);
        start(Mappings.usual().latest(), this::handle);
        table.put("a", 2);

        awaitHandled("a2");
    }

    @Test
    void readsAClosedShardToItsEndOverEmptyPages() {
        table.put("a", 1);
        table.rollOver();
        table.put("a", 2);
        server.fail("GetRecords", Fault.emptyPage(), Fault.emptyPage(), Fault.emptyPage());
        start(Mappings.usual(), this::handle);

        awaitHandled("a1", "a2");
    }

    @Test
    void readsADisabledStreamToItsEndOverEmptyPages() {
        table.put("a", 1);
        table.disableStream();
        table.enableStream();
        table.put("a", 2);
        server.fail("GetRecords", Fault.emptyPage(), Fault.emptyPage(), Fault.emptyPage());
        start(Mappings.usual(), this::handle);

        awaitHandled("a1", "a2");
    }

    @Test
    void leavesADisabledStreamThoughItsShardsStayOpen() {
        server.adopt(Manner.OPEN_SHARDS_OF_DISABLED_STREAMS);
        table.put("a", 1);
        start(Mappings.usual(), this::handle);
        awaitHandled("a1");
        table.disableStream();
        table.enableStream();
        table.put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void goesOnToTheChildOfAShardWhoseEndIsAnEmptyPage() {
        server.adopt(Manner.ENDS_IN_AN_EMPTY_PAGE);
        table.put("a", 1);
        start(Mappings.usual(), this::handle);
        awaitHandled("a1");
        table.rollOver();
        table.put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void handlesNothingOfClosedShardsAtALatestStart() {
        server.adopt(Manner.ENDS_IN_AN_EMPTY_PAGE);
        table.put("a", 1);
        table.rollOver();
        table.put("a", 2);
        start(Mappings.usual().latest(), this::handle);
        table.put("a", 3);

        awaitHandled("a3");
    }

    @Test
    void handlesNothingFromBeforeALatestStartThoughEmptyPagesComeFirst() {
        table.put("a", 1);
        server.fail("GetRecords", Collections.nCopies(5, Fault.emptyPage()).toArray(Fault[]::new));
        start(Mappings.usual().latest(), this::handle);
        assertThat(server.hasFailed()).isTrue();
        table.put("a", 2);

        awaitHandled("a2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "<html>", "{\"Records\": null}", "{\"Records\": [", "[]", ""})
    void readsOnThoughOneAnswerIsNone(String garbage) {
        EventSource source = start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        server.fail("GetRecords", Fault.garbage(garbage));
        await().atMost(LIMIT).until(() -> source.state().problem() != null);
        table.put("a", 2);
        source.wake();

        awaitHandled("a1", "a2");
    }

    private void awaitEmptyPages() {
        int before = server.calls("GetRecords");
        await().atMost(LIMIT).until(() -> server.calls("GetRecords") > before + 5);
        assertThat(handled).isNotEmpty();
    }
}
