package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dispatch.Step;
import io.millrace.explain.RoutingTable;
import io.millrace.function.TableFunction;
import io.millrace.routing.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTests {

    private static final Yaml TWO_TABLES = Yaml.of("""
            millrace.tables:
              products:
                name: Products
                keys: { partition: id }
                routes:
                  added: { events: INSERT, handler: restock }
                  updated: { events: [MODIFY], handlers: [restock, audit] }
              game-events:
                routes:
                  on-change: { events: MODIFY, handler: audit }
                  on-end: { events: [REMOVE, INSERT], handler: audit }
            """);

    @ParameterizedTest
    @CsvSource({"Pets", "myPets", "my_pets", "my-pets", "[a.b]", "[My.Pets]"})
    void takesIdsAndRouteNamesInAnySpelling(String name) {
        TableFunction table =
                Yaml.of("""
                        millrace:
                          tables:
                            "%1$s":
                              routes:
                                "%1$s": { handler: audit }
                        """.formatted(name)).read().all().iterator().next();

        assertThat(table.id()).isEqualTo(name.replaceAll("[\\[\\]]", ""));
        assertThat(table.routes()).extracting(Route::name).containsExactly(table.id());
    }

    @Test
    void readsTablesAndRoutesInTheOrderOfTheFile() {
        assertThat(tree(TWO_TABLES)).isEqualTo("""
                  products (table 'Products')
                    added    INSERT  ->  restock
                    updated  MODIFY  ->  restock, audit
                  game-events (table 'game-events')
                    on-change  MODIFY         ->  audit
                    on-end     INSERT REMOVE  ->  audit
                """);
    }

    @Test
    void switchesARouteOffByAnEnvironmentVariable() {
        Yaml yaml = TWO_TABLES.with("MILLRACE_TABLES_PRODUCTS_ROUTES_ADDED_ENABLED", "false");

        assertThat(tree(yaml)).isEqualTo("""
                  products (table 'Products')
                    updated  MODIFY  ->  restock, audit
                  game-events (table 'game-events')
                    on-change  MODIFY         ->  audit
                    on-end     INSERT REMOVE  ->  audit
                """);
    }

    @Test
    void keepsOrderAndNamesWhenAnEnvironmentVariableOverridesALaterTable() {
        Yaml yaml = TWO_TABLES.with("MILLRACE_TABLES_GAMEEVENTS_ROUTES_ONEND_HANDLER", "restock");

        assertThat(tree(yaml)).isEqualTo("""
                  products (table 'Products')
                    added    INSERT  ->  restock
                    updated  MODIFY  ->  restock, audit
                  game-events (table 'game-events')
                    on-change  MODIFY         ->  audit
                    on-end     INSERT REMOVE  ->  restock
                """);
    }

    @Test
    void takesEnvironmentVariablesOfOthersForNoMistake() {
        assertThat(tree(TWO_TABLES.with("MILLRACE_HOME", "/opt/millrace"))).isEqualTo(tree(TWO_TABLES));
    }

    @Test
    void leavesOutARouteThatIsSwitchedOff() {
        Route<List<Step>> route = onlyRoute("""
                millrace.tables.products.routes:
                  a: { handler: restock, enabled: false }
                  b: { handler: audit }
                """);

        assertThat(route.name()).isEqualTo("b");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            "Brown, Dan"         | , partition-key 'Brown, Dan'
            ["Brown, Dan", "x*"] | , partition-key 'Brown, Dan' or 'x*'
            7                    | , partition-key '7'
            [7, "8.50"]          | , partition-key '7' or '8.50'
            "007"                | , partition-key '007'
            "PET#*"              | , partition-key 'PET#*'
            '5\\*'               | , partition-key '5\\*'
            "*"                  | , partition-key '*'
            ' x *'               | , partition-key ' x *'
            ' *'                 | , partition-key ' *'
            "\\u0009*"            | , partition-key '\t*'
            [' x *']             | , partition-key ' x *'
            """, ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`')
    void readsKeyPatterns(String value, String conditions) {
        Route<List<Step>> route = onlyRoute("""
                millrace.tables.products:
                  keys: { partition: id }
                  routes: { a: { partition-key: %s, handler: restock } }
                """.formatted(value));

        assertThat(route.describe()).isEqualTo("INSERT MODIFY REMOVE" + conditions);
    }

    @ParameterizedTest
    @CsvSource({"ignore", "log", "fail", "IGNORE"})
    void knowsWhatBecomesOfUnmatchedChanges(String value) {
        String text = "millrace.tables.products:\n  unmatched: %s\n  routes.a.handler: restock".formatted(value);

        assertThat(Yaml.of(text).read().ids()).containsExactly("products");
    }

    @Test
    void needsNoTables() {
        assertThat(Yaml.of("other: true").read().ids()).isEmpty();
    }

    private static Route<List<Step>> onlyRoute(String text) {
        List<TableFunction> tables = List.copyOf(Yaml.of(text).read().all());

        assertThat(tables)
                .singleElement()
                .extracting(TableFunction::routes)
                .asList()
                .hasSize(1);
        return tables.get(0).routes().get(0);
    }

    private static String tree(Yaml yaml) {
        return RoutingTable.text(yaml.read()).replace("\r\n", "\n");
    }
}
