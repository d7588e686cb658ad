package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.explain.RoutingTable;
import io.millrace.function.TableFunctions;
import org.junit.jupiter.api.Test;

/** Values that stand twice in a file, by keys that are spelt in different ways. */
class SpeltTwiceTests {

    @Test
    void tellsOfAValueThatOtherKeysOfItsFileOverride() {
        Yaml.of("""
                millrace.tables.products.routes.a: { handler: restock, events: INSERT }
                millrace:
                  tables:
                    products.routes:
                      a: { handler: audit, enabled: true }
                """)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:5: millrace.tables.products.routes.a.handler: it stands in line 1 already, with other keys. Remove one.");
    }

    @Test
    void letsLaterDocumentsAndMergedKeysOverride() {
        TableFunctions tables = Yaml.of("""
                base: &base { handler: restock, events: INSERT }
                millrace.tables.products.routes.a: { <<: *base, events: REMOVE }
                millrace.tables.products.name: Things
                ---
                millrace.tables.products.name: Products
                """).read();

        assertThat(RoutingTable.text(tables)).contains("REMOVE").doesNotContain("INSERT");
    }
}
