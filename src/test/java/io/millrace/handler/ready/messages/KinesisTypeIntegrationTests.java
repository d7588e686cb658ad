package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.KinesisServer;
import io.millrace.testkit.KinesisServer.Entry;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.time.Time;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCredentials.class)
class KinesisTypeIntegrationTests {

    private static KinesisServer kinesis;

    @BeforeAll
    static void start() {
        kinesis = KinesisServer.start();
    }

    @AfterAll
    static void stop() {
        if (kinesis != null) {
            kinesis.close();
        }
    }

    @Test
    void putsChangesUnderADigestOfTheirKeys() throws Exception {
        String stream = kinesis.stream("documents");

        assertThat(handler(stream, null, null).handle(List.of(pet("101", "a", "Rex"), pet("102", "a", "Ida"))))
                .isEmpty();

        List<Entry> entries = kinesis.entries(stream);
        assertThat(entries)
                .extracting(Entry::data)
                .containsExactly(
                        "{\"table\":\"Products\",\"event\":\"INSERT\",\"sequenceNumber\":\"101\",\"keys\":{\"id\":\"a\"},"
                                + "\"new\":{\"name\":\"Rex\"}}",
                        "{\"table\":\"Products\",\"event\":\"INSERT\",\"sequenceNumber\":\"102\",\"keys\":{\"id\":\"a\"},"
                                + "\"new\":{\"name\":\"Ida\"}}");
        assertThat(entries.get(0).partitionKey())
                .matches("[0-9a-f]{64}")
                .isEqualTo(entries.get(1).partitionKey());
    }

    @Test
    void fillsInTextAndPartitionKey() throws Exception {
        String stream = kinesis.stream("texts");

        assertThat(handler(stream, "{{new.name}} é", "{{keys.id}}").handle(List.of(pet("101", "ä", "Rex"))))
                .isEmpty();

        assertThat(kinesis.entries(stream))
                .extracting(Entry::partitionKey, Entry::data)
                .containsExactly(tuple("ä", "Rex é"));
    }

    @Test
    void failsThatByItselfWhichAStreamWouldNotTake() throws Exception {
        String stream = kinesis.stream("poison");

        Map<SequenceNumber, Throwable> failures = handler(stream, "{{new.name}}", "{{new.name}}")
                .handle(List.of(
                        pet("101", "a", "Rex"),
                        pet("102", "b", ""),
                        pet("103", "c", "x".repeat(257)),
                        pet("104", "d", "x".repeat(256)),
                        pet("105", "e", "\uD83D")));

        assertThat(failures)
                .containsOnlyKeys(new SequenceNumber("102"), new SequenceNumber("103"), new SequenceNumber("105"));
        assertThat(failures.get(new SequenceNumber("105")))
                .hasMessage("the partition key contains the unpaired surrogate U+D83D");
        assertThat(failures.get(new SequenceNumber("102")))
                .hasMessage("the partition key has 0 characters; a stream accepts 1 to 256");
        assertThat(failures.get(new SequenceNumber("103")))
                .hasMessage("the partition key has 257 characters; a stream accepts 1 to 256");
        assertThat(kinesis.entries(stream)).hasSize(2);
    }

    @Test
    void takesWhatFillsARecordAndFailsWhatIsLarger() throws Exception {
        String stream = kinesis.stream("sizes");
        int most = 1024 * 1024 - 1; // and the partition key

        Map<SequenceNumber, Throwable> failures = handler(stream, "{{new.name}}", "{{keys.id}}")
                .handle(List.of(pet("101", "a", "x".repeat(most)), pet("102", "b", "x".repeat(most + 1))));

        assertThat(failures).containsOnlyKeys(new SequenceNumber("102"));
        assertThat(failures.get(new SequenceNumber("102")))
                .hasMessage("1048577 bytes are too large; a stream accepts 1048576");
        assertThat(kinesis.entries(stream)).hasSize(1);
    }

    private static BatchHandler handler(String stream, @Nullable String message, @Nullable String partitionKey) {
        KinesisType.Settings settings = new KinesisType.Settings(
                stream,
                message,
                null,
                null,
                partitionKey,
                null,
                kinesis.endpoint().toString());
        return (BatchHandler) new KinesisType(new AwsClients(List::of), new Time(InstantSource.system(), wait -> {}))
                .handler("a", settings);
    }

    private static Change<Item> pet(String number, String id, String name) {
        return Records.insert()
                .sequenceNumber(number)
                .key("id", Attributes.s(id))
                .after("name", Attributes.s(name))
                .change();
    }
}
