package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{ routes.a: { handler: audit, filter: '{\"eventName\": [null]}' } } | Table 'products': route 'a' has a filter that no record can match",
                "{ routes: { a: { handler: audit }, b: { handler: audit, events: INSERT } } } | Table 'products': route 'b' only matches what route 'a' already passes to the same handlers, so that they run twice",
                "{ routes.a: { handler: audit, changed: 'weight, owner.name' } } | Table 'products': route 'a' checks whether 'weight, owner.name' has changed, one attribute with a comma in its name; write several as a list: [weight, owner.name]",
                "{ name: '${NO_SUCH_TABLE:-Products}' } | 'millrace.tables.products.name' begins with '-' if its variable is not set: ':-' is the syntax of a shell, here it is ':'",
                "{ name: $TABLE, routes.a: { handler: audit } } | Table 'products': DynamoDB does not allow a table with the name '$TABLE', so no record can come from it",
                "{ name: arn:aws:dynamodb:eu-west-1:123456789012:table/Products } | Table 'products': DynamoDB does not allow a table with the name 'arn:aws:dynamodb:eu-west-1:123456789012:table/Products', so no record can come from it",
                "{ routes.a: { handler: audit, changed: \"price\\n\" } } | ~Table 'products': route 'a' matches 'price' with a line break at its end: in YAML write it on one line, or after |-~",
                "{ keys.partition: id, routes.a: { handler: audit, partition-key: \"USER#1\\n\" } } | ~Table 'products': route 'a' matches 'USER#1' with a line break at its end: in YAML write it on one line, or after |-~",
                "{ routes.a: { handler: audit, when: 'new.price > 5' } } | Table 'products': route 'a' has a condition that fails for each REMOVE, which has no new image: take REMOVE out of its events, or write 'new?.'",
                "{ routes.a: { handler: audit, events: [INSERT, MODIFY], when: 'old.price > 5' } } | Table 'products': route 'a' has a condition that fails for each INSERT, which has no old image: take INSERT out of its events, or write 'old?.'",
                "{ routes.a: { handler: audit, changed: [weight, new.owner.name] } } | Table 'products': route 'a' checks whether 'new.owner.name' has changed, below an attribute 'new'; paths begin with the attribute: owner.name",
                "{ routes.a: { handler: audit, changed: '*' } } | Table 'products': route 'a' checks whether '*' has changed, an attribute of this name; leave 'changed' out for any attribute",
                "{ routes.a: { handler: audit, changed: [owner.*] } } | Table 'products': route 'a' checks whether 'owner.*' has changed, an attribute of this name; leave '.*' out for any attribute",
                "{ routes.a: { handler: audit, removed-by: ttl } } | Table 'products': route 'a' has 'removed-by: ttl', which only excludes removals by users, and also matches INSERT and MODIFY; with 'events: REMOVE' it matches only what time to live removes",
                "{ routes.a: { handler: audit, removed-by: ttl, events: [REMOVE, MODIFY] } } | Table 'products': route 'a' has 'removed-by: ttl', which only excludes removals by users, and also matches MODIFY; with 'events: REMOVE' it matches only what time to live removes",
            })
    void warnsOfATable(String table, String warning) {
        assertThat(Yaml.of("millrace.tables.products: %s".formatted(table)).warnings())
                .containsExactly(warning);
    }

    @Test
    void doesNotWonderAboutATableThatHandlersWriteTo() {
        assertThat(Yaml.of("millrace.tables.totals: { keys: { partition: id } }")
                        .warnings())
                .isEmpty();
    }

    @Test
    void takesWhatIsPlainAsItIs() {
        Yaml yaml = Yaml.of("""
                millrace.tables.products:
                  view-type: NEW_IMAGE
                  keys: { partition: id }
                  routes:
                    a: { handler: audit, events: INSERT, when: "new.price > 5" }
                    b: { handler: restock }
                    c: { handler: audit, partition-key: x }
                    d: { handler: audit, events: REMOVE, removed-by: ttl }
                    e: { handler: audit, removed-by: user }
                """);

        assertThat(yaml.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when: 'new?.price > 5'",
                "when: 'new != null and new.price > 5'",
                "when: 'event != \"REMOVE\" and new.price > 5'",
                "when: '(event == \"REMOVE\" ? old : new).price > 5'",
                "when: 'new.price > 5', filter: '{\"eventName\": [\"INSERT\", \"MODIFY\"]}'",
                "when: 'old.price > 5', events: [MODIFY, REMOVE]",
            })
    void takesConditionsThatFailForNoEvent(String route) {
        Yaml yaml = Yaml.of("millrace.tables.products.routes.a: { handler: audit, %s }".formatted(route));

        assertThat(yaml.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "batch-timeout: 3s, 1s, 10.5 s, a batch outside Lambda has 3 s",
        "'', 200s, 1100 s, an invocation of Lambda has 900 s",
    })
    void saysWhereADeliveryIsTooShortForARetry(String batchTimeout, String backoff, String longest, String whose) {
        String yaml = """
                millrace:
                  %s
                  tables.products.routes:
                    short: { handler: audit, retry: { backoff: 1ms } }
                    added: { handler: restock, events: INSERT, retry: { max-attempts: 4, backoff: %s, multiplier: 2, max-backoff: 400s } }
                """.formatted(batchTimeout, backoff);

        assertThat(Yaml.of(yaml).warnings())
                .containsExactly(
                        "Table 'products': the 'retry' of route 'added' waits up to %s in all, and %s: the remaining attempts "
                                        .formatted(longest, whose)
                                + "are made in the following deliveries");
    }
}
