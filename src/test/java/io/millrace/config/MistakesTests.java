package io.millrace.config;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class MistakesTests {

    private static final String ROUTE_KEYS =
            "[events, partition-key, sort-key, filter, changed, when, removed-by, handler, handlers, enabled, on-failure, retry, idempotency]";

    private static final List<Arguments> FILES = List.of(
            file(
                    "unknown key below a name with a dot",
                    "millrace:\n  handlers:\n    '[q.x]': { type: sqs, queue: changes, queue-url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/a' }",
                    "config/application.yml:3: millrace.handlers[q.x].queue: unknown key 'queue'. Did you mean 'queue-url'? "
                            + "Known keys here: [queue-url, message, include, exclude, attributes, region]."),
            file(
                    "name with a dot without brackets",
                    "millrace.tables.t.routes:\n  b.c.handler: restock",
                    "config/application.yml:2: millrace.tables.t.routes.b.c: unknown key 'c'. Known keys here: %s. "
                                    .formatted(ROUTE_KEYS)
                            + "If 'b.c' is a name, write it in brackets: '[b.c]': { handler: … }."),
            file(
                    "empty block for the elements of a list",
                    "millrace.tables.t.routes:\n  a:\n    events: { INSERT: {} }\n    handler: restock",
                    "config/application.yml:3: millrace.tables.t.routes.a.events: 'events' takes a list, not keys below it. Did you mean [INSERT]?"),
            file(
                    "nothing for a number",
                    "millrace.tables.t:\n  source: { maximum-retry-attempts: ~ }",
                    "config/application.yml:2: millrace.tables.t.source.maximum-retry-attempts: it is empty. Leave it out, "
                            + "or write a number."),
            file(
                    "misspelt key at the top",
                    "millrace:\n  tabels:\n    products: { name: Products }",
                    "config/application.yml:3: millrace.tabels: unknown key 'tabels'. Did you mean 'tables'? "
                            + "Known keys here: [handlers, tables, unknown-table, deadline-margin, batch-timeout, dead-letter, dead-letter-overflow, dynamodb-client, idempotency, local, http, lambda]."),
            file(
                    "unknown-table",
                    "millrace:\n  unknown-table: ignored",
                    "config/application.yml:2: millrace.unknown-table: 'ignored' is none of [fail, ignore]. "
                            + "Did you mean 'ignore'?"),
            file(
                    "unmatched",
                    "millrace.tables.products:\n  unmatched: warn",
                    "config/application.yml:2: millrace.tables.products.unmatched: 'warn' is none of "
                            + "[ignore, log, fail]."),
            file(
                    "partition key that the table does not name",
                    "millrace.tables.products.routes.a:\n  partition-key: '1'\n  handler: restock",
                    "config/application.yml:2: millrace.tables.products.routes.a.partition-key: the route matches the "
                            + "partition key, but the table does not name its attribute. Set "
                            + "millrace.tables.products.keys.partition."),
            file(
                    "sort key that the table does not name",
                    "millrace.tables.products.routes.a:\n  sort-key: [a, b]\n  handler: restock",
                    "config/application.yml:2: millrace.tables.products.routes.a.sort-key: the route matches the "
                            + "sort key, but the table does not name its attribute. Set "
                            + "millrace.tables.products.keys.sort."),
            file(
                    "key without an attribute",
                    "millrace.tables.products:\n  keys: { partition: '' }",
                    "config/application.yml:2: millrace.tables.products.keys.partition: the name is empty; leave the "
                            + "key out, or name an attribute."),
            file(
                    "copy of a route",
                    "millrace.tables.products.routes:\n  a: { handler: restock }\n  b: { handler: restock }",
                    "config/application.yml:3: millrace.tables.products.routes.b: the route is a copy of 'a': the same "
                            + "conditions and handlers, so each change would be handled twice. Remove one."),
            file(
                    "two tables of one name",
                    "millrace.tables:\n  a: { name: Products }\n  b:\n    name: Products",
                    "config/application.yml:4: millrace.tables.b.name: 'Products' is the name of table 'a' already; their records could not be told apart."),
            file(
                    "local name that DynamoDB can't have",
                    "millrace.tables:\n  a:\n    local-name: the scores",
                    "config/application.yml:3: millrace.tables.a.local-name: DynamoDB does not allow a table with the name 'the scores': a name has 3 to 255 letters, digits, '_', '-' and '.'."),
            file(
                    "local name that is another table's",
                    "millrace.tables:\n  a: { local-name: scores }\n  b: { name: scores }",
                    "config/application.yml:2: millrace.tables.a.local-name: 'scores' is the name of table 'b' there "
                            + "already; their records could not be told apart."),
            file(
                    "two tables of one local name",
                    "millrace.tables:\n  a: { local-name: scores }\n  b: { local-name: scores }",
                    "config/application.yml:3: millrace.tables.b.local-name: 'scores' is the name of table 'a' there "
                            + "already; their records could not be told apart."),
            file(
                    "table with the entry function's name",
                    "millrace.tables:\n  millrace: { name: Products }",
                    "config/application.yml:2: millrace.tables.millrace: 'millrace' is the entry function's name; give "
                            + "the table another id."),
            file(
                    "id that can't be in a URL",
                    "millrace.tables:\n  '[Game Events]': { name: Game Events }",
                    "config/application.yml:2: millrace.tables: 'Game Events' can't be the id of a table: an id is made "
                            + "of letters, digits, '.', '_' and '-'. Give the table's name under 'name'."));

    @ParameterizedTest
    @FieldSource("FILES")
    void tellsOfAWrongFile(String text, String mistake) {
        Yaml.of(text).assertMistakes("a mistake", mistake);
    }

    @Test
    void tellsOfAllMistakesInTheOrderOfTheFile() {
        String text = """
                millrace.tables:
                  products:
                    routes:
                      added: { event: INSERT, handler: restok }
                  orders:
                    unmatched: complain
                """;

        Yaml.of(text)
                .assertMistakes(
                        "3 mistakes",
                        "config/application.yml:4: millrace.tables.products.routes.added.event: unknown key 'event'. Did you "
                                + "mean 'events'? Known keys here: [events, partition-key, sort-key, filter, changed, when, removed-by, handler, handlers, enabled, on-failure, retry, idempotency].",
                        "config/application.yml:4: millrace.tables.products.routes.added.handler: no handler named 'restok'. "
                                + "Did you mean 'restock'? Known handlers: [audit, raw, restock].",
                        "config/application.yml:6: millrace.tables.orders.unmatched: 'complain' is none of "
                                + "[ignore, log, fail].");
    }

    @Test
    void tellsOfAnElementThatAVariableAddsToAList() {
        Yaml.of("millrace.tables.t.routes.a: { handler: restock, changed: [x, y] }")
                .with("MILLRACE_TABLES_T_ROUTES_A_CHANGED_1", "z")
                .assertMistakes(
                        "a mistake",
                        "\"MILLRACE_TABLES_T_ROUTES_A_CHANGED_1\" from property source \"systemEnvironment\": "
                                + "millrace.tables.t.routes.a.changed[1]: elements before this one are missing. A list in one source replaces the list of another as a whole: write all its elements there, from index 0.");
    }

    private static Arguments file(String name, String text, String mistake) {
        return arguments(named(name, text), mistake);
    }
}
