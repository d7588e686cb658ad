package io.millrace.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.event.EventReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record is like, the feed shows that it came. */
class SeenRecordTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'PK': {'BOOL': true}}",
                "{'PK': {'L': [{'S': 'x'}]}}",
                "{'PK': {'N': 'abc'}}",
                "{'PK': {'S': 7}}",
                "{'PK': 7}",
                "{}",
                "null",
            })
    void showsARecordOfOddKeys(String keys) {
        assertThat(seen("'Keys': " + keys).number()).isEqualTo("111");
    }

    @Test
    void showsARecordThatIsTooDeepToBeRead() {
        SeenRecord seen = seen("'Keys': {'PK': {'S': 'x'}}, 'x': " + "[".repeat(2_000) + "]".repeat(2_000));

        assertThat(seen.number()).isEqualTo("111");
        assertThat(seen.keys().isMissingNode()).isTrue();
    }

    @Test
    void showsTheNameOfAnEventOnOneLine() {
        assertThat(seen("'Keys': {'PK': {'S': 'x'}}").event()).isEqualTo("a\\nb\\u202e");
    }

    private static SeenRecord seen(String fields) {
        String json = "{'Records': [{'eventName': 'a\\nb\\u202e', 'dynamodb': {'SequenceNumber': '111', %s}}]}"
                .formatted(fields)
                .replace('\'', '"');
        DynamodbStreamRecord record = new EventReader()
                .read(json.getBytes(StandardCharsets.UTF_8))
                .getRecords()
                .get(0);
        return SeenRecord.of("things", record);
    }
}
