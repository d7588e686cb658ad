package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Attributes;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemVersionTests {

    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/Things";

    @Test
    void growsWithTheSequenceNumberAndWithTheStream() {
        List<String> versions = Stream.of(
                        version("2026-01-01T00:00:00.000", "9"),
                        version("2026-01-01T00:00:00.000", "10"),
                        version("2026-01-01T00:00:00.000", "100000000000000000000"),
                        version("2026-01-01T00:00:00.000", "9999999999999999999999999999999999999999"),
                        version("2026-01-01T00:00:00.001", "1"),
                        version("2026-02-01T00:00:00.000", "1"))
                .map(ItemVersion::text)
                .toList();

        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void marksBehindWhatIsThereAndBeforeWhatComesNext() {
        ItemVersion version = version("2026-01-01T00:00:00.000", "10");
        ItemVersion next = version("2026-01-01T00:00:00.000", "11");

        assertThat(version.mark()).isGreaterThan(version.text()).isLessThan(next.text());
        assertThat(ItemVersion.isMark(version.mark())).isTrue();
        assertThat(ItemVersion.isMark(version.text())).isFalse();
        assertThat(ItemVersion.isMark(null)).isFalse();
    }

    @Test
    void namesItsOrigin() {
        ItemVersion version = version("2026-01-01T00:00:00.000", "9");

        assertThat(version.origin()).isEqualTo(TABLE + " ");
        assertThat(version.text()).startsWith(version.origin());
    }

    @Test
    void knowsATableWithoutAnArn() {
        ItemVersion version = ItemVersion.of(record("9").arn(null).change());

        assertThat(version.text()).isEqualTo("Products - " + "0".repeat(39) + "9");
    }

    private static ItemVersion version(String label, String number) {
        return ItemVersion.of(record(number).arn(TABLE + "/stream/" + label).change());
    }

    private static RecordBuilder record(String number) {
        return Records.insert().sequenceNumber(number).key("id", Attributes.s("a"));
    }
}
