package io.millrace.handler.ready.replicate;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.bs;
import static io.millrace.testkit.Attributes.buffer;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReplicateTypeIntegrationTests extends ReplicaFixture {

    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "local", "aws.secretAccessKey", "local");

    @Test
    void keepsEveryTypeExact() throws Exception {
        DynamodbStreamRecord record = put("101", "a")
                .after("text", s(""))
                .after("digits", n("1234567890123456789012345678901234567.8"))
                .after("small", n("0.00000000000000000000000000000000000000000000000000000000001"))
                .after("yes", bool(true))
                .after("no", bool(false))
                .after("nothing", nul())
                .after("bytes", b(0, 127, 255))
                .after("texts", ss("a", "b"))
                .after("numbers", ns("1", "12345678901234567890123456789012345678"))
                .after("binaries", bs(buffer(1, 255)))
                .after("none", l())
                .after("empty", m(Map.of()))
                .after("nested", m(Map.of("list", l(s("x"), nul(), m(Map.of("n", n("-7.25")))))))
                .build();

        deliver(Map.of(), record);

        assertThat(replica.items()).isEqualTo(Replica.after(List.of(record)));
    }

    @Test
    void showsWhereAnItemCameFromAndItsSequenceNumber() throws Exception {
        deliver(
                Map.of("version-attribute", "from"),
                put("4421584500000000017450439091", "a").build());

        assertThat(replica.scan().get(0))
                .contains(entry(
                        "from",
                        AttributeValue.fromS(
                                ARN + " 2026-01-01T00:00:00.000 0000000000004421584500000000017450439091")));
    }

    @Test
    void keepsAnItemThatGoesAndComesBackInOneBatch() throws Exception {
        deliver(Map.of(), put("101", "a").build());

        deliver(
                Map.of(),
                removal("102", "a"),
                put("103", "a").after("n", n("2")).build());

        assertThat(replica.items().get("a")).containsEntry("n", AttributeValue.fromN("2"));
    }

    @Test
    void leavesNothingOfAnItemThatComesAndGoesInOneBatch() throws Exception {
        deliver(Map.of(), put("101", "a").build(), removal("102", "a"));

        assertThat(replica.items()).isEmpty();
    }

    @Test
    void comparesNumbersOfDifferentLength() throws Exception {
        deliver(Map.of(), put("1000", "a").after("n", n("2")).build());
        deliver(Map.of(), put("999", "a").after("n", n("1")).build());
        deliver(Map.of(), removal("998", "a"));

        assertThat(replica.items().get("a")).containsEntry("n", AttributeValue.fromN("2"));
    }

    @Test
    void takesAStreamThatWasMadeAnewForTheLaterOne() throws Exception {
        deliver(Map.of(), put("5000", "a").build());
        DynamodbStreamRecord anew = put("100", "a")
                .arn(ARN + "/stream/2026-02-01T00:00:00.000")
                .after("n", n("2"))
                .build();

        deliver(Map.of(), anew);
        deliver(Map.of(), put("5001", "a").after("n", n("1")).build());

        assertThat(replica.items().get("a")).containsEntry("n", AttributeValue.fromN("2"));
    }

    @Test
    void writesOverItemsThatShowNoVersionOrAnother() throws Exception {
        seed(Map.of("id", AttributeValue.fromS("none")));
        seed(Map.of("id", AttributeValue.fromS("number"), Replica.VERSION, AttributeValue.fromN("9")));
        seed(Map.of("id", AttributeValue.fromS("other"), Replica.VERSION, AttributeValue.fromS(ARN + "2 x 9")));

        deliver(
                Map.of(),
                put("1", "none").after("n", n("1")).build(),
                put("2", "number").after("n", n("1")).build(),
                put("3", "other").after("n", n("1")).build());

        assertThat(replica.items().values()).hasSize(3).allSatisfy(item -> assertThat(item)
                .containsEntry("n", AttributeValue.fromN("1")));
    }

    @Test
    void choosesAndRenamesAttributesAndAlwaysTakesTheKeys() throws Exception {
        Replica other = Replica.create(client, "pk", "S");
        DynamodbStreamRecord record = put("101", "a")
                .after("product_name", s("Book"))
                .after("price", n("1"))
                .after("secret", s("x"))
                .build();
        Map<String, String> settings = Map.of(
                "include", "product_name, price, secret",
                "exclude", "secret, id",
                "rename.id", "pk",
                "rename.product_name", "name");

        try (Replicator handler = other.handler(settings)) {
            assertThat(Replica.deliver(handler, record)).isEmpty();
            assertThat(other.scan().get(0)).containsOnlyKeys("pk", "name", "price", Replica.VERSION);
            assertThat(Replica.deliver(handler, removal("102", "a"))).isEmpty();
        }
        assertThat(other.scan()).isEmpty();
    }

    @Test
    void writesIntoATableThatAnArnNames() throws Exception {
        CREDENTIALS.forEach(System::setProperty);
        try {
            Map<String, String> settings = Map.of(
                    "table",
                    "arn:aws:dynamodb:eu-central-1:000000000000:table/" + replica.table(),
                    "endpoint",
                    database.endpoint().toString());

            deliver(settings, put("101", "a").build());
        } finally {
            CREDENTIALS.keySet().forEach(System::clearProperty);
        }
        assertThat(replica.items()).containsOnlyKeys("a");
    }
}
