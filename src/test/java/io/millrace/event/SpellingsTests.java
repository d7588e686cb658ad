package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.filter.FilterPattern;
import io.millrace.testkit.EventFiles;
import io.millrace.testkit.Records;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose fields are spelt as other sources of DynamoDB's changes spell them. */
class SpellingsTests {

    private static final String REMOVED = "removed-by-ttl-in-capitals.json";

    @ParameterizedTest
    @ValueSource(strings = {"created-in-milliseconds", "created-in-microseconds"})
    void knowsWhenAChangeWasMadeWhateverTheUnit(String file) {
        Change<Item> change = EventFiles.changes(getClass(), file + ".json").get(0);

        assertThat(change.approximateCreationTime()).contains(Instant.parse("2022-03-01T18:04:26.523Z"));
        assertThat(FilterPattern.parse(
                                "{\"dynamodb\": {\"ApproximateCreationDateTime\": [{\"numeric\": [\"=\", 1646157866.523]}]}}")
                        .isMet(change))
                .isTrue();
    }

    @Test
    void takesARemovalByTimeToLiveForOneInCapitalsToo() {
        Change<Item> change = EventFiles.changes(getClass(), REMOVED).get(0);

        assertThat(change.expired()).isTrue();
        assertThat(RemovedBy.TTL.isMet(change)).isTrue();
        assertThat(RemovedBy.USER.isMet(change)).isFalse();
        assertThat(FilterPattern.parse(
                                "{\"userIdentity\": {\"type\": [\"Service\"], \"principalId\": [\"dynamodb.amazonaws.com\"]}}")
                        .isMet(change))
                .isTrue();
    }

    @Test
    void writesWhatItReadAsLambdaDoes() {
        DynamodbEvent event = Records.event(EventFiles.records(getClass(), REMOVED));

        assertThat(new String(EventWriter.write(event), UTF_8))
                .contains("\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}");
        assertThat(new EventReader().read(EventWriter.write(event))).isEqualTo(event);
    }
}
