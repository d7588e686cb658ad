package io.millrace.handler.ready.replicate;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.AbsentImageException;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.History;
import io.millrace.testkit.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What fails, what that does to the records around it, and what comes late. */
class ReplicateFailureIntegrationTests extends ReplicaFixture {

    /** Of a text beside "id", "a" and "text" in an item of 400 KiB. */
    private static final int FULL = 400 * 1024 - 7;

    @Test
    void failsAnItemWhoseRenamedAttributeIsThereAlready() throws Exception {
        Map<SequenceNumber, Throwable> failures = failures(
                Map.of("rename.name", "title"),
                put("101", "a").after("name", s("x")).after("title", s("y")).build());

        assertThat(failures.get(number("101"))).hasMessage("two attributes of the item would be 'title'");
    }

    @Test
    void failsJustTheChangeThatIsRefusedAndKeepsWhatCameBeforeIt() throws Exception {
        DynamodbStreamRecord tooLarge =
                put("103", "a").after("text", s("x".repeat(400 * 1024))).build();

        Map<SequenceNumber, Throwable> failures = failures(
                Map.of(),
                put("101", "a").after("n", n("1")).build(),
                put("102", "a").after("n", n("2")).build(),
                tooLarge,
                put("104", "b").build());

        assertThat(failures).containsOnlyKeys(number("103"));
        assertThat(failures.get(number("103")))
                .hasMessageStartingWith("the table refuses the item: ")
                .hasNoCause();
        assertThat(replica.items()).containsOnlyKeys("a", "b");
        assertThat(replica.items().get("a")).containsEntry("n", AttributeValue.fromN("2"));
    }

    @Test
    void holdsBackWhatIsBehindTheFirstOfSeveralThatAreRefused() throws Exception {
        String large = "x".repeat(400 * 1024);

        Map<SequenceNumber, Throwable> failures = failures(
                Map.of(),
                put("101", "a").build(),
                put("102", "a").after("text", s(large)).build(),
                put("103", "a").after("text", s(large)).build());

        assertThat(failures).containsOnlyKeys(number("102"), number("103"));
        assertThat(failures.get(number("103"))).isInstanceOf(HeldBackException.class);
    }

    @Test
    void needsOnlyTheLastOfAnItemsChanges() throws Exception {
        Map<SequenceNumber, Throwable> failures = failures(
                Map.of(),
                put("101", "a").after("text", s("x".repeat(400 * 1024))).build(),
                put("102", "a").build());

        assertThat(failures).isEmpty();
        assertThat(replica.items()).containsOnlyKeys("a");
    }

    @Test
    void failsARecordWithoutItsImageAndSaysWhy() throws Exception {
        DynamodbStreamRecord record = Records.insert()
                .table(History.TABLE)
                .sequenceNumber("101")
                .key("id", s("a"))
                .viewType(StreamViewType.KEYS_ONLY)
                .build();

        assertThat(failures(Map.of(), record).get(number("101")))
                .isInstanceOf(AbsentImageException.class)
                .hasMessage("INSERT record 101 of table 'Things' has no new image: the table's stream view type is "
                        + "KEYS_ONLY, and only NEW_IMAGE and NEW_AND_OLD_IMAGES have it");
    }

    @Test
    void failsAllOfATableThatIsNotThere() throws Exception {
        Map<SequenceNumber, Throwable> failures = failures(
                Map.of("table", "nothere"),
                put("101", "a").build(),
                put("102", "a").build(),
                put("103", "b").build());

        assertThat(failures).containsOnlyKeys(number("101"), number("102"), number("103"));
        assertThat(failures.get(number("101"))).hasMessageStartingWith("there is no such table: ");
        assertThat(failures.get(number("102"))).isInstanceOf(HeldBackException.class);
    }

    @Test
    void quotesNoValues() throws Exception {
        DynamodbStreamRecord record = put("101", "a").after("n", n("secret")).build();

        assertThat(failures(Map.of(), record).get(number("101")))
                .hasMessageStartingWith("the table refuses the item: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void remembersRemovedItemsInATableOfVersions() throws Exception {
        Replica versions = Replica.create(client);
        Map<String, String> settings = Map.of("versions", versions.table());

        deliver(settings, put("101", "a").build(), removal("102", "a"));
        deliver(settings, put("101", "a").build());

        assertThat(replica.items()).isEmpty();
        assertThat(versions.scan()).singleElement().satisfies(row -> assertThat(row)
                .containsOnlyKeys("id", "version", "expires"));

        deliver(settings, put("103", "a").build());
        assertThat(replica.items()).containsOnlyKeys("a");
    }

    @Test
    void keepsAnItemWithoutRoomForItsVersionByATableOfVersions() throws Exception {
        Replica versions = Replica.create(client);
        Map<String, String> settings = Map.of("versions", versions.table());
        DynamodbStreamRecord full =
                put("102", "a").after("text", s("x".repeat(FULL))).build();

        deliver(settings, put("101", "a").build());
        deliver(settings, full);
        assertThat(replica.scan()).singleElement().satisfies(item -> assertThat(item)
                .containsOnlyKeys("id", "text"));

        deliver(settings, put("101", "a").build()); // comes late
        assertThat(replica.items().get("a")).containsKey("text");

        deliver(settings, put("103", "a").build());
        assertThat(replica.scan()).singleElement().satisfies(item -> assertThat(item)
                .containsOnlyKeys("id", Replica.VERSION));

        deliver(settings, put("104", "a").after("text", s("x".repeat(FULL))).build(), removal("105", "a"));
        assertThat(replica.items()).isEmpty();
    }

    @Test
    void saysWhatToDoWithAnItemWithoutRoomForItsVersion() throws Exception {
        DynamodbStreamRecord full =
                put("101", "a").after("text", s("x".repeat(FULL))).build();

        assertThat(failures(Map.of(), full).get(number("101")))
                .hasMessage("the table refuses the item: Item size has exceeded the maximum allowed size. "
                        + "Its version takes some 200 bytes of that. A table in 'versions' keeps it instead.");
        Map<String, String> bothWays =
                Map.of("both-ways", "true", "versions", Replica.create(client).table());
        assertThat(failures(bothWays, full).get(number("101")))
                .hasMessage(
                        "the table refuses the item: Item size has exceeded the maximum allowed size. "
                                + "Its version takes some 200 bytes of that, which tables that replicate each other can't do without.");
    }

    @Test
    void leavesWhatAUserOfTheTargetHasPutSinceWithATableOfVersions() throws Exception {
        Replica versions = Replica.create(client);
        Map<String, String> settings = Map.of("versions", versions.table());
        deliver(settings, put("101", "a").build());
        seed(Map.of("id", AttributeValue.fromS("a"), "mine", AttributeValue.fromBool(true)));

        deliver(settings, put("101", "a").build());

        assertThat(replica.items().get("a")).containsKey("mine");
    }
}
