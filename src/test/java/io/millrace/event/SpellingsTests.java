package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.filter.FilterPattern;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose fields are spelt as other sources of DynamoDB's changes spell them. */
class SpellingsTests {

    @ParameterizedTest
    @ValueSource(strings = {"created-in-milliseconds", "created-in-microseconds"})
    void knowsWhenAChangeWasMadeWhateverTheUnit(String file) throws IOException {
        Change<Item> change = change(file);

        assertThat(change.approximateCreationTime()).contains(Instant.parse("2022-03-01T18:04:26.523Z"));
        assertThat(FilterPattern.parse(
                                "{\"dynamodb\": {\"ApproximateCreationDateTime\": [{\"numeric\": [\"=\", 1646157866.523]}]}}")
                        .isMet(change))
                .isTrue();
    }

    @Test
    void takesARemovalByTimeToLiveForOneInCapitalsToo() throws IOException {
        Change<Item> change = change("removed-by-ttl-in-capitals");

        assertThat(change.expired()).isTrue();
        assertThat(RemovedBy.TTL.isMet(change)).isTrue();
        assertThat(RemovedBy.USER.isMet(change)).isFalse();
        assertThat(FilterPattern.parse(
                                "{\"userIdentity\": {\"type\": [\"Service\"], \"principalId\": [\"dynamodb.amazonaws.com\"]}}")
                        .isMet(change))
                .isTrue();
    }

    @Test
    void writesWhatItReadAsLambdaDoes() throws IOException {
        DynamodbEvent event = read("removed-by-ttl-in-capitals");

        assertThat(new String(EventWriter.write(event), UTF_8))
                .contains("\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}");
        assertThat(new EventReader().read(EventWriter.write(event))).isEqualTo(event);
    }

    private static Change<Item> change(String file) throws IOException {
        return Change.of(read(file).getRecords().get(0), "Products");
    }

    private static DynamodbEvent read(String file) throws IOException {
        try (InputStream json = SpellingsTests.class.getResourceAsStream(file + ".json")) {
            return new EventReader().read(Objects.requireNonNull(json).readAllBytes());
        }
    }
}
