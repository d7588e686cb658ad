package io.millrace.handler.ready.archive;

import static io.millrace.handler.ready.archive.Archives.changes;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.testkit.S3Server;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The objects that changes are written into. */
@ExtendWith(LocalCredentials.class)
class ArchiveTypeIntegrationTests {

    private static final Instant TEN = Instant.parse("2026-11-21T10:59:58Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @AutoClose
    private static final S3Server S3 = S3Server.start();

    private Archived archived;

    @BeforeEach
    void makeBucket(TestInfo test) {
        archived = Archived.of(S3, test);
    }

    @Test
    void writesALineWithAllColumnsForEachKindOfChange() throws Exception {
        List<Change<Item>> changes = List.of(
                Records.insert()
                        .eventId("e1")
                        .sequenceNumber("1")
                        .createdAt(TEN)
                        .key("id", Attributes.s("a"))
                        .after("price", Attributes.n("12345678901234567890123456789012345.678"))
                        .change(),
                Records.modify()
                        .eventId("e2")
                        .sequenceNumber("2")
                        .createdAt(TEN)
                        .key("id", Attributes.s("\"\n"))
                        .before("tags", Attributes.ss("x", "y"))
                        .after("bytes", Attributes.b(1, 2))
                        .change(),
                Records.remove()
                        .eventId("e3")
                        .sequenceNumber("3")
                        .createdAt(TEN)
                        .removedBy("Service", "dynamodb.amazonaws.com")
                        .key("id", Attributes.s("c"))
                        .change());

        assertThat(handler().handle(changes)).isEmpty();

        assertThat(archived.keys()).hasSize(1);
        assertThat(archived.lines(archived.keys().get(0)))
                .hasToString("["
                        + String.join(
                                ", ",
                                "{\"event_id\":\"e1\",\"event_name\":\"INSERT\",\"sequence_number\":\"1\","
                                        + "\"created_at\":\"2026-11-21T10:59:58Z\",\"expired\":false,\"keys\":\"{\\\"id\\\":\\\"a\\\"}\","
                                        + "\"old_image\":null,\"new_image\":\"{\\\"price\\\":12345678901234567890123456789012345.678}\"}",
                                "{\"event_id\":\"e2\",\"event_name\":\"MODIFY\",\"sequence_number\":\"2\","
                                        + "\"created_at\":\"2026-11-21T10:59:58Z\",\"expired\":false,\"keys\":\"{\\\"id\\\":\\\"\\\\\\\"\\\\n\\\"}\","
                                        + "\"old_image\":\"{\\\"tags\\\":[\\\"x\\\",\\\"y\\\"]}\",\"new_image\":\"{\\\"bytes\\\":\\\"AQI=\\\"}\"}",
                                "{\"event_id\":\"e3\",\"event_name\":\"REMOVE\",\"sequence_number\":\"3\","
                                        + "\"created_at\":\"2026-11-21T10:59:58Z\",\"expired\":true,\"keys\":\"{\\\"id\\\":\\\"c\\\"}\","
                                        + "\"old_image\":null,\"new_image\":null}")
                        + "]");
    }

    @Test
    void writesAnObjectForEachHourInTheOrderOfTheStream() throws Exception {
        handler().handle(changes(5, HALF_AN_HOUR));

        assertThat(archived.keys())
                .satisfiesExactly(
                        key -> assertThat(key)
                                .matches("changes/table=Things/date=2026-11-21/hour=10/"
                                        + "0000000000000000000100000000000000000000-"
                                        + "0000000000000000000100000000000000000010-[0-9a-f]{32}\\.json\\.gz"),
                        key -> assertThat(key).contains("/hour=11/"),
                        key -> assertThat(key).contains("/hour=12/"));
        assertThat(archived.numbers()).isSorted().hasSize(5);
    }

    @Test
    void saysWhatAnObjectIsButNotThatItIsEncoded() throws Exception {
        handler().handle(changes(1, HALF_AN_HOUR));

        HeadObjectResponse object = S3.client().headObject(head -> head.bucket(archived.bucket())
                .key(archived.keys().get(0)));
        assertThat(object.contentType()).isEqualTo("application/x-ndjson");
        assertThat(object.contentEncoding()).isNullOrEmpty();
    }

    @Test
    void writesTheSameBatchOnceWhoeverItComesTo() throws Exception {
        List<Change<Item>> changes = changes(100, Duration.ofMinutes(2));

        assertThat(handler().handle(changes)).isEmpty();
        List<String> once = archived.keys();
        assertThat(handler().handle(changes)).isEmpty();

        assertThat(archived.keys()).isEqualTo(once).hasSize(4);
        assertThat(archived.numbers()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void writesWhatComesAgainInAnotherBatchIntoAnObjectOfItsOwn() throws Exception {
        List<Change<Item>> changes = changes(100, Duration.ofSeconds(1));

        handler().handle(changes);
        handler().handle(changes.subList(50, 100));

        assertThat(archived.keys()).hasSize(2);
        assertThat(archived.numbers()).hasSize(150);
        assertThat(new HashSet<>(archived.numbers())).hasSize(100);
    }

    @Test
    void tellsBatchesApartThatBeginAndEndAlike() throws Exception {
        List<Change<Item>> changes = changes(3, Duration.ofSeconds(1));

        handler().handle(changes);
        handler().handle(List.of(changes.get(0), changes.get(2)));

        assertThat(archived.keys()).hasSize(2);
    }

    @Test
    void filesChangesWithoutATimeUnderADateOfTheirOwn() throws Exception {
        handler().handle(changes("101"));

        assertThat(archived.keys())
                .singleElement()
                .asString()
                .startsWith("changes/table=Products/date=1970-01-01/hour=00/");
    }

    @Test
    void escapesTheNameOfATable() throws Exception {
        DynamodbStreamRecord record =
                Records.insert().createdAt(TEN).key("id", Attributes.s("a")).build();

        handler().handle(List.of(Change.of(record, "../Gäme Events/date=x")));

        assertThat(archived.keys())
                .singleElement()
                .asString()
                .startsWith("changes/table=..%2FG%C3%A4me%20Events%2Fdate%3Dx/date=2026-11-21/hour=10/");
    }

    @Test
    void leavesOutAttributesInKeysToo() throws Exception {
        Archives.handler(S3.endpoint(), archived.bucket(), "id", "amount").handle(changes(1, HALF_AN_HOUR));

        assertThat(archived.lines(archived.keys().get(0))).singleElement().satisfies(line -> {
            assertThat(line.path("keys").stringValue()).isEqualTo("{}");
            assertThat(line.path("new_image").stringValue())
                    .startsWith("{\"kind\":")
                    .doesNotContain("amount", "id");
        });
    }

    private BatchHandler handler() {
        return Archives.handler(S3.endpoint(), archived.bucket());
    }
}
