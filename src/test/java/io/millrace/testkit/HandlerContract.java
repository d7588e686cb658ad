package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.HttpFront.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every ready-made handler has to stand, from its configuration to the effect in a real server. A test of a type extends
 * this, and makes a place of its own in the server before each test: a queue, a table, an index.
 */
public abstract class HandlerContract {

    @TempDir
    private Path directory;

    private Front front;

    /** Where the real server is. */
    protected abstract URI server();

    /**
     * The handler's keys, {@code type} among them, a line each.
     *
     * @param endpoint where it finds its server
     */
    protected abstract List<String> settings(URI endpoint);

    /** How the server says that it has too much to do. */
    protected abstract Answer throttling();

    /** Asserts that the server is as it should be after just these changes of {@link History}, whatever came twice. */
    protected abstract void assertEffectOf(List<DynamodbStreamRecord> history) throws Exception;

    /** A change that this handler never can do, of an item of its own. */
    protected abstract DynamodbStreamRecord poison(String sequenceNumber);

    /** Further keys of the route, such as {@code retry}, in a line. */
    protected String route() {
        return "";
    }

    /** Changes by chance, the same for the same seed. */
    protected List<DynamodbStreamRecord> history(long seed, int records, int items) {
        return History.random(seed, records, items);
    }

    /** What stands in front of the server. */
    protected Front front(URI server) {
        return new HttpFront(server, throttling());
    }

    @BeforeEach
    void standInFront() {
        front = front(server());
    }

    @AfterEach
    void stepAside() {
        front.close();
    }

    @Test
    void doesEachKindOfChange() throws Exception {
        try (Deliveries deliveries = start("stop")) {
            assertThat(deliveries.deliver(History.ofEachKind())).isEmpty();
        }
        assertEffectOf(History.ofEachKind());
    }

    @Test
    void standsThatEverythingComesTwice() throws Exception {
        List<DynamodbStreamRecord> history = history(2, 60, 8);
        try (Deliveries deliveries = start("stop")) {
            assertThat(deliveries.deliver(history)).isEmpty();
            assertThat(deliveries.deliver(history)).isEmpty();
            assertThat(deliveries.deliver(history.subList(20, 60))).isEmpty();
        }
        assertEffectOf(history);
    }

    @Test
    void comesToItsEndThroughErrorsAndBrokenConnections() throws Exception {
        List<DynamodbStreamRecord> history = history(3, 200, 20);
        List<Fault> faults = List.of(Fault.NONE, Fault.ERROR, Fault.NONE, Fault.HANG_UP, Fault.HANG_UP_AFTERWARDS);
        front.script(call -> faults.get(call % faults.size()));
        try (Deliveries deliveries = start("stop")) {
            deliveries.deliverAll(history);
        }
        assertEffectOf(history);
    }

    @Test
    void reportsWhatFailedAndDoesItWhenItComesAgain() throws Exception {
        List<DynamodbStreamRecord> history = history(4, 120, 10);
        front.script(call -> call >= 2 ? Fault.ERROR : Fault.NONE);
        try (Deliveries deliveries = start("stop")) {
            List<DynamodbStreamRecord> left = deliveries.deliver(history);
            assertThat(left).isNotEmpty();
            front.script(call -> Fault.NONE);
            assertThat(deliveries.deliver(left)).isEmpty();
        }
        assertEffectOf(history);
    }

    @Test
    void stopsAtAPoisonRecord() throws Exception {
        List<DynamodbStreamRecord> history = withPoison(history(5, 40, 10), 20);
        try (Deliveries deliveries = start("stop")) {
            List<DynamodbStreamRecord> left = deliveries.deliver(history);
            assertThat(left).first().isSameAs(history.get(20));
            assertThat(deliveries.deliver(left.subList(1, left.size()))).isEmpty();
        }
        assertEffectOf(without(history, 20));
    }

    @Test
    void doesAllButAPoisonRecordThatIsSkipped() throws Exception {
        List<DynamodbStreamRecord> history = withPoison(history(6, 40, 10), 20);
        try (Deliveries deliveries = start("skip")) {
            assertThat(deliveries.deliver(history)).isEmpty();
        }
        assertEffectOf(without(history, 20));
    }

    @Test
    void waitsWhereTheServerHasTooMuchToDo() throws Exception {
        List<DynamodbStreamRecord> history = history(7, 25, 5);
        front.script(call -> call % 3 == 2 ? Fault.NONE : Fault.THROTTLED);
        try (Deliveries deliveries = start("stop")) {
            assertThat(deliveries.deliver(history)).isEmpty();
        }
        assertEffectOf(history);
    }

    @Test
    void startsWithoutItsServerAndGoesOnWhenItComes() throws Exception {
        List<DynamodbStreamRecord> history = history(8, 30, 5);
        front.down();
        try (Deliveries deliveries = start("stop")) {
            assertThat(deliveries.deliver(history)).hasSize(30);
            front.up();
            deliveries.deliverAll(history);
        }
        assertEffectOf(history);
    }

    @Test
    void losesNothingWhenItsServerDiesInMidBatch() throws Exception {
        List<DynamodbStreamRecord> history = history(9, 120, 10);
        front.script(call -> call == 2 ? Fault.DIE : Fault.NONE);
        try (Deliveries deliveries = start("stop")) {
            List<DynamodbStreamRecord> left = deliveries.deliver(history);
            assertThat(left).isNotEmpty();
            front.script(call -> Fault.NONE);
            front.up();
            deliveries.deliverAll(left);
        }
        assertEffectOf(history);
    }

    /** An application whose table hands each change to the handler. */
    protected final Deliveries start(String onFailure) {
        String settings = String.join("\n", settings(front.address())).indent(6);
        return Deliveries.start(directory, """
                millrace:
                  handlers:
                    tried:
                %s
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes:
                        all:
                          handler: tried
                          idempotency: none
                          on-failure: %s
                          %s
                """.formatted(settings.stripTrailing(), onFailure, route()));
    }

    private List<DynamodbStreamRecord> withPoison(List<DynamodbStreamRecord> history, int at) {
        List<DynamodbStreamRecord> all = new ArrayList<>(history);
        all.add(at, poison(History.numberBefore(history.get(at))));
        return all;
    }

    private static List<DynamodbStreamRecord> without(List<DynamodbStreamRecord> history, int at) {
        List<DynamodbStreamRecord> others = new ArrayList<>(history);
        others.remove(at);
        return others;
    }
}
