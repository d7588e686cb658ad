package io.millrace.handler.ready.archive;

import static io.millrace.handler.ready.archive.Archives.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.testkit.S3Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What becomes of changes and objects that can not be written. */
@ExtendWith(LocalCredentials.class)
class ArchiveFaultIntegrationTests {

    @AutoClose
    private static final S3Server S3 = S3Server.start();

    private Archived archived;

    @BeforeEach
    void makeBucket(TestInfo test) {
        archived = Archived.of(S3, test);
    }

    @Test
    void failsWhatCanNotBeWrittenForItselfAndHoldsBackWhatIsBehindIt() throws Exception {
        List<Change<Item>> changes = new ArrayList<>(changes("101@a", "102@b"));
        changes.add(Records.insert()
                .sequenceNumber("103")
                .key("id", Attributes.s("a"))
                .after("n", Attributes.n("secret"))
                .change());
        changes.addAll(changes("104@a", "105@b"));

        Map<SequenceNumber, Throwable> failures =
                Archives.handler(S3.endpoint(), archived.bucket()).handle(changes);

        assertThat(failures).containsOnlyKeys(new SequenceNumber("103"), new SequenceNumber("104"));
        assertThat(failures.get(new SequenceNumber("103"))).hasMessage("an attribute of type N holds no number");
        assertThat(failures.get(new SequenceNumber("104"))).isInstanceOf(HeldBackException.class);
        assertThat(archived.numbers()).containsExactly("101", "102", "105");
    }

    @Test
    void failsTheFirstChangeOfEachItemInARefusedObjectAndHoldsBackTheLaterOnes() throws Exception {
        List<Change<Item>> changes = Archives.changes(History.random(3, 8, 2, Duration.ofMinutes(15)));
        try (HttpFront front = new HttpFront(S3.endpoint(), new Answer(403, "application/xml", "<Error/>"))) {
            front.script(call -> call == 0 ? Fault.THROTTLED : Fault.NONE);

            Map<SequenceNumber, Throwable> failures =
                    Archives.handler(front.address(), archived.bucket()).handle(changes);

            assertThat(failures).hasSize(8);
            assertThat(failures.values())
                    .filteredOn(failure -> !(failure instanceof HeldBackException))
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(S3Exception.class));
            assertThat(archived.keys()).isEmpty();
        }
    }

    @Test
    void triesAgainWhereAnotherWritesTheSameObject() throws Exception {
        String conflict = "<Error><Code>ConditionalRequestConflict</Code></Error>";
        try (HttpFront front = new HttpFront(S3.endpoint(), new Answer(409, "application/xml", conflict))) {
            front.script(call -> call < 2 ? Fault.THROTTLED : Fault.NONE);
            BatchHandler handler = Archives.handler(front.address(), archived.bucket());

            assertThat(handler.handle(changes("101", "102"))).isEmpty();
            assertThat(front.calls()).isEqualTo(3);
            assertThat(archived.numbers()).containsExactly("101", "102");

            front.script(call -> Fault.THROTTLED);
            assertThatThrownBy(() -> handler.handle(changes("103"))).isInstanceOf(S3Exception.class);
            assertThat(front.calls()).isEqualTo(5);
        }
    }

    @Test
    void waitsForABucketThatIsAwayForOneObjectOnly() throws Exception {
        List<Change<Item>> day = Archives.changes(History.random(3, 24, 24, Duration.ofHours(1)));
        try (HttpFront front = new HttpFront(S3.endpoint(), new Answer(503, "application/xml", "<Error/>"))) {
            front.script(call -> Fault.THROTTLED);
            BatchHandler handler = Archives.handler(front.address(), archived.bucket());

            assertThatThrownBy(() -> handler.handle(day.subList(0, 1))).isInstanceOf(S3Exception.class);
            int once = front.calls();
            assertThat(handler.handle(day)).hasSize(24);

            assertThat(front.calls()).isEqualTo(2 * once);
        }
    }

    @Test
    void failsAsAWholeWhereTheBucketIsNotThere() {
        assertThatThrownBy(() -> Archives.handler(S3.endpoint(), "nothere").handle(changes("101", "102")))
                .isInstanceOf(NoSuchBucketException.class);
    }
}
