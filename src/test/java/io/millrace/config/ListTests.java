package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.function.TableFunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where a list is wanted, and something else is written. */
class ListTests {

    private static final String ROUTE = "millrace.tables.t:\n  keys: { partition: PK, sort: SK }\n  routes.a: { %s }";
    private static final String ROUTE_KEY = "config/application.yml:3: millrace.tables.t.routes.a.";
    private static final String NO_NAMES =
            "names with keys below them are expected here, not a list: write a name in place of each dash or index.";
    private static final String HANDLER = "millrace:\n  handlers.h: { type: %s }";
    private static final String HANDLER_KEY = "config/application.yml:2: millrace.handlers.h.";

    private static final List<Arguments> FILES = List.of(
            route("partition-key: {\"USER#*\"}, handler: audit", "partition-key", "[\"USER#*\"]"),
            route("sort-key: {a, b}, handler: audit", "sort-key", "[a, b]"),
            route("changed: {email: cleared}, handler: audit", "changed", "[email], or [cleared]"),
            route("changed: {address.city}, handler: audit", "changed", "[address.city]"),
            route("handlers: {first: audit}", "handlers", "[first], or [audit]"),
            route("handlers: {audit: true, restock: true}", "handlers", "[audit, restock]"),
            route("events: {INSERT}, handler: audit", "events", "[INSERT]"),
            route("handler: audit, retry: { 'on': {java.io.IOException} }", "retry.on", "[java.io.IOException]"),
            handler("http, url: 'https://a.example', exclude: {password}", "exclude", "[password]"),
            handler("http, url: 'https://a.example', include: {a: true, b: false}", "include", "[a, b]"),
            handler("archive, bucket: changes, exclude: {password}", "exclude", "[password]"),
            handler("aggregate, table: V, key: { PK: a }, count: {visits}", "count", "[visits]"),
            handler(
                    "mail, from: a@b.example, to: {you: c@d.example}, subject: s, text: t",
                    "to",
                    "[you], or [\"c@d.example\"]"),
            file(
                    "element with keys",
                    ROUTE.formatted("changed: [{email: cleared}], handler: audit"),
                    ROUTE_KEY + "changed[0].email: an element of 'changed' takes a value, not keys below it."),
            file(
                    "list in a list",
                    ROUTE.formatted("changed: [[email]], handler: audit"),
                    ROUTE_KEY + "changed[0][0]: an element of 'changed' takes a value, not a list."),
            file(
                    "list for a value",
                    ROUTE.formatted("handler: [audit, restock]"),
                    ROUTE_KEY + "handler[0]: 'handler' takes one value, not a list. Did you mean 'handlers'?",
                    ROUTE_KEY + "handler[1]: 'handler' takes one value, not a list. Did you mean 'handlers'?"),
            file(
                    "list for the text of an attribute",
                    HANDLER.formatted(
                            "sqs, queue-url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/a', attributes: { e: [1, 2] }"),
                    HANDLER_KEY + "attributes.e: 'e' takes a value, not a list."),
            file(
                    "lists for keys with values",
                    HANDLER.formatted("aggregate, table: V, key: [a], add: [b]"),
                    HANDLER_KEY + "key: keys with values are expected here, not a list.",
                    HANDLER_KEY + "add: keys with values are expected here, not a list."),
            file(
                    "list of tables",
                    "millrace.tables:\n  - name: Products\n    routes:\n      - handler: audit\n  - name: Orders",
                    "config/application.yml:2: millrace.tables: " + NO_NAMES,
                    "config/application.yml:4: millrace.tables[0].routes: " + NO_NAMES),
            file(
                    "list of routes",
                    "millrace.tables.t.routes:\n  - handler: audit\n  - handler: restock",
                    "config/application.yml:2: millrace.tables.t.routes: " + NO_NAMES),
            file(
                    "list of handlers",
                    "millrace.handlers: [{ type: log }]",
                    "config/application.yml:1: millrace.handlers: " + NO_NAMES),
            file(
                    "list of the names of tables",
                    "millrace.tables: [Products]",
                    "config/application.yml:1: millrace.tables: " + NO_NAMES,
                    "config/application.yml:1: millrace.tables[0]: 'Products' can't be read as a block of keys."),
            file(
                    "list for a block of keys",
                    "millrace.tables.t:\n  keys: [PK, SK]\n  routes.a: { handler: audit, retry: [3] }",
                    "config/application.yml:2: millrace.tables.t.keys: 'keys' takes keys below it, not a list. Known keys "
                            + "here: [partition, partition-type, sort, sort-type].",
                    "config/application.yml:3: millrace.tables.t.routes.a.retry: 'retry' takes keys below it, not a list. "
                            + "Known keys here: [max-attempts, backoff, multiplier, max-backoff, on, not-on]."),
            file(
                    "list for all",
                    "millrace: [{ tables: 1 }]",
                    "config/application.yml:1: millrace: 'millrace' takes keys below it, not a list. Known keys here: "
                            + "[handlers, tables, unknown-table, deadline-margin, batch-timeout, dead-letter, "
                            + "dead-letter-overflow, dynamodb-client, idempotency, local, http, lambda]."),
            file(
                    "text for all",
                    "millrace: tables",
                    "config/application.yml:1: millrace: 'tables' can't be read as a block of keys."),
            file(
                    "text for tables",
                    "millrace:\n  tables: Products",
                    "config/application.yml:2: millrace.tables: 'Products' can't be read as a block of keys."),
            file(
                    "text for a handler",
                    "millrace.handlers:\n  h: log",
                    "config/application.yml:2: millrace.handlers.h: 'log' can't be read as a block of keys. A handler begins "
                            + "with its type: { type: … }."),
            file(
                    "template without quotes",
                    HANDLER.formatted("log, message: {{new.title}}"),
                    HANDLER_KEY
                            + "message[{new.title=}]: 'message' takes a value, not keys below it. Did you mean a text? "
                            + "Write one that begins with {{ in quotes."),
            file(
                    "list for the type of a handler",
                    "millrace.handlers:\n  h: { type: [log] }",
                    "config/application.yml:2: millrace.handlers.h.type: 'type' takes one value, and neither a list nor keys "
                            + "below it."),
            file(
                    "empty block for an unknown key",
                    ROUTE.formatted("handler: audit, \n typo: {}"),
                    "config/application.yml:4: millrace.tables.t.routes.a.typo: unknown key 'typo'. Known keys here: [events, "
                            + "partition-key, sort-key, filter, changed, when, removed-by, handler, handlers, enabled, "
                            + "on-failure, retry, idempotency]."),
            file(
                    "keys for the files of a seed",
                    "millrace:\n  local: { seed: {events} }",
                    "config/application.yml:2: millrace.local.seed: 'seed' takes a list, not keys below it. Did you mean [events]?"));

    @ParameterizedTest
    @FieldSource("FILES")
    void tellsWhatIsMeant(String text, List<String> mistakes) {
        Yaml.of(text)
                .assertMistakes(
                        mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes",
                        mistakes.toArray(String[]::new));
    }

    @Test
    void tellsOfListsOfTablesInPropertiesToo() {
        MapPropertySource properties = new MapPropertySource("own", Map.of("millrace.tables[0].name", "Products"));

        assertThat(problems(properties)).containsExactly("millrace.tables: " + NO_NAMES);
    }

    @Test
    void takesANumberInBracketsForAName() {
        assertThat(Yaml.of("millrace.tables:\n  '[0]': { routes.a: { handler: audit } }")
                        .read()
                        .all())
                .extracting(TableFunction::id)
                .containsExactly("0");
    }

    private static List<String> problems(MapPropertySource source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        return new Settings(environment)
                .problems().stream().map(Problem::toString).toList();
    }

    @Test
    void tellsOfKeysBelowAnyListOfAnyTypeOfHandler() {
        List<String> lists = Yaml.of("").types().stream()
                .flatMap(type -> RecordKeys.of(type.settings()).byPlainName().values().stream()
                        .filter(key -> key.type().asCollection() != ResolvableType.NONE)
                        .map(key -> type.name() + " " + key.name()))
                .toList();

        assertThat(lists).hasSizeGreaterThan(15);
        assertThat(lists).allSatisfy(list -> {
            String[] words = list.split(" ");
            String text = "millrace.handlers.h: { type: %s, %s: {a} }".formatted(words[0], words[1]);

            assertThatExceptionOfType(InvalidConfigurationException.class)
                    .isThrownBy(() -> Yaml.of(text).read())
                    .withMessageContaining(
                            "config/application.yml:1: millrace.handlers.h." + noList(words[1], "[a]") + "\n");
        });
    }

    private static Arguments route(String keys, String key, String meant) {
        return file(keys, ROUTE.formatted(keys), ROUTE_KEY + noList(key, meant));
    }

    private static Arguments handler(String keys, String key, String meant) {
        return file(keys, HANDLER.formatted(keys), HANDLER_KEY + noList(key, meant));
    }

    private static String noList(String key, String meant) {
        return "%s: '%s' takes a list, not keys below it. Did you mean %s?"
                .formatted(key, key.replaceFirst(".*\\.", ""), meant);
    }

    private static Arguments file(String name, String text, String... mistakes) {
        return arguments(named(name, text), List.of(mistakes));
    }
}
