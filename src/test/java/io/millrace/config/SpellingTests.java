package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.explain.RoutingTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Values and keys that YAML would read as others than are written. */
class SpellingTests {

    private static final String SQS = "millrace:\n  handlers.q: { type: sqs, queue-url: 'http://127.0.0.1:1/q', %s }";
    private static final String Q = "config/application.yml:2: millrace.handlers.q.";

    private static final List<Arguments> FILES = List.of(
            file(
                    "version of an attribute",
                    SQS.formatted("attributes: { v: 1.10 }"),
                    Q + "attributes.v: YAML reads 1.10 as 1.1. Write it in quotes: \"1.10\"."),
            file(
                    "surname of an attribute",
                    SQS.formatted("attributes: { name: Null }"),
                    Q + "attributes.name: YAML reads Null as nothing. Write it in quotes: \"Null\"."),
            file(
                    "sign for nothing",
                    SQS.formatted("attributes: { home: ~ }"),
                    Q + "attributes.home: YAML reads ~ as nothing. Write it in quotes: \"~\"."),
            file(
                    "text of a message",
                    SQS.formatted("message: 0123"),
                    Q + "message: YAML reads 0123 as 83. Write it in quotes: \"0123\"."),
            file(
                    "element of a list",
                    SQS.formatted("exclude: [a, NO]"),
                    Q + "exclude[1]: YAML reads NO as false. Write it in quotes: \"NO\"."),
            file(
                    "key that is false to YAML",
                    SQS.formatted("attributes: { NO: '1' }"),
                    Q + "attributes[false]: YAML reads NO as false. Write it in quotes: \"NO\"."),
            file(
                    "key that is true to YAML",
                    SQS.formatted("attributes: { on: '1' }"),
                    Q + "attributes[true]: YAML reads on as true. Write it in quotes: \"on\"."),
            file(
                    "key that is another number to YAML",
                    SQS.formatted("attributes: { 0123: '1' }"),
                    Q + "attributes[83]: YAML reads 0123 as 83. Write it in quotes: \"0123\"."),
            file(
                    "secret of digits",
                    "millrace:\n  handlers.h: { type: http, url: 'https://a.example', headers: { X-Key: 0123 } }",
                    "config/application.yml:2: millrace.handlers.h.headers[X-Key]: YAML reads it as a number. Write it in "
                            + "quotes."),
            file(
                    "name of a table",
                    "millrace.tables:\n  t: { name: 1e1_0.0 , keys: { partition: 0x1F } }",
                    "config/application.yml:2: millrace.tables.t.keys.partition: YAML reads 0x1F as 31. Write it in quotes: "
                            + "\"0x1F\"."),
            file(
                    "nothing as a name",
                    "millrace.tables:\n  ~: { name: Things }",
                    "config/application.yml:2: millrace.tables.null: YAML reads ~ as null. Write it in quotes: \"~\"."),
            file(
                    "empty name",
                    "millrace.tables:\n  '': { name: Things }",
                    "config/application.yml:2: millrace.tables: a name below it is empty."),
            file(
                    "binary",
                    "millrace.tables:\n  t: { name: !!binary aGVsbG8= }",
                    "config/application.yml:2: millrace.tables.t.name: YAML reads aGVsbG8= as a binary. Write it in quotes: "
                            + "\"aGVsbG8=\"."),
            file(
                    "octal number",
                    "millrace.tables.t:\n  source: { batch-size: 0100, batch-window: 1:30 }",
                    "config/application.yml:2: millrace.tables.t.source.batch-size: YAML reads 0100 as 64. Write the intended number.",
                    "config/application.yml:2: millrace.tables.t.source.batch-window: YAML reads 1:30 as 90. Write the intended number."));

    @ParameterizedTest
    @FieldSource("FILES")
    void tellsWhatToWriteInQuotes(String text, List<String> mistakes) {
        Yaml.of(text)
                .assertMistakes(
                        mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes",
                        mistakes.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "NO, false",
        "1.10, 1.1",
        "12:30, 750",
        "1_000, 1000",
        "0123, 83",
        "True, true",
        "0b11, 3",
        "1.0e+3, 1000.0",
        ".inf, Infinity"
    })
    void refusesPatternsThatYamlReadsAsOthers(String written, String read) {
        for (String type : List.of("", ", partition-type: S", ", partition-type: B")) {
            pattern(type, written)
                    .assertMistakes(
                            "a mistake",
                            "config/application.yml:3: millrace.tables.t.routes.a.partition-key: YAML reads %1$s as %2$s. "
                                            .formatted(written, read)
                                    + "Write it in quotes: \"%s\".".formatted(written));
        }
    }

    @ParameterizedTest
    @CsvSource({"NO, false", "12:30, 750", "0123, 83", "0x1F, 31"})
    void refusesPatternsForNumbersThatYamlReadsAsOthers(String written, String read) {
        pattern(", partition-type: N", written)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:3: millrace.tables.t.routes.a.partition-key: YAML reads %1$s as %2$s. "
                                        .formatted(written, read)
                                + "Write it in quotes: \"%s\".".formatted(written));
    }

    @ParameterizedTest
    @CsvSource({"1.10, 1.1", "1_000, 1000", "+5, 5", "7, 7", "1.0, 1.0"})
    void takesPatternsForNumbersInAnySpelling(String written, String pattern) {
        assertThat(RoutingTable.text(pattern(", partition-type: N", written).read()))
                .contains("partition-key '%s'".formatted(pattern));
    }

    @ParameterizedTest
    @CsvSource({"7", "true", "1.5", "-3", "2026-05-01", "'\"NO\"'", "'\"0123\"'"})
    void takesWhatYamlReadsAsItIsWritten(String written) {
        assertThat(RoutingTable.text(pattern("", written).read()))
                .contains("partition-key '%s'".formatted(written.replace("\"", "")));
    }

    @Test
    void findsTheSpellingBehindAnchorsAndInLaterDocuments() {
        Yaml.of("""
                other: 1
                ---
                base: &base
                  routes: { a: { partition-key: &no [NO, "b"], handler: audit } }
                millrace.tables:
                  t: { keys: { partition: PK }, <<: *base }
                  u: { keys: { partition: PK }, routes: { a: { partition-key: *no, handler: audit } } }
                """)
                .assertMistakes(
                        "2 mistakes",
                        "config/application.yml:4: millrace.tables.t.routes.a.partition-key[0]: YAML reads NO as false. Write "
                                + "it in quotes: \"NO\".",
                        "config/application.yml:4: millrace.tables.u.routes.a.partition-key[0]: YAML reads NO as false. Write "
                                + "it in quotes: \"NO\".");
    }

    @Test
    void tellsOfASpellingThatIsLostBehindAPlaceholder() {
        Yaml.of("""
                country: NO
                names: { country: "${country}" }
                millrace.tables.t: { keys: { partition: PK }, routes: { a: { partition-key: "${names.country}#*", handler: audit } } }
                """)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:3: millrace.tables.t.routes.a.partition-key: YAML reads NO as false. Write it in "
                                + "quotes: \"NO\".");
    }

    @Test
    void takesASpellingThatAVariableOverrides() {
        Yaml yaml = pattern("", "NO").with("MILLRACE_TABLES_T_ROUTES_A_PARTITIONKEY", "NO");

        assertThat(RoutingTable.text(yaml.read())).contains("partition-key 'NO'");
    }

    @Test
    void refusesFractionsOfWhichNoFileKeepsTheSpelling() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "json", Map.of("millrace.tables.t.name", 1.1, "millrace.dead-letter", 5)));

        assertThat(new Settings(environment).problems())
                .extracting(Problem::text)
                .containsExactly("1.1 is a number here, and its spelling is lost. Write it in quotes.");
    }

    record View(Map<String, String> set, List<String> exclude) {}

    @Test
    void keepsKeysAsTheyAreWritten() {
        StandardEnvironment environment = Yaml.of("""
                millrace.handlers.view:
                  set: { lastSeen: a, last_seen: b, "gsi1:pk": c, "größe": d, "on": e, 7: f, a.b: g, "x[0]": h, '[y]': i, " ": j }
                  exclude: " a"
                """)
                .with("MILLRACE_HANDLERS_VIEW_SET_GSI1PK", "from a variable")
                .environment();
        Settings settings = new Settings(environment).withTypes(Map.of("view", View.class));

        View view = settings.binder()
                .bind(Settings.child(ReadyMade.HANDLERS, "view"), Bindable.of(View.class))
                .get();

        assertThat(view.set())
                .containsOnly(
                        Map.entry("lastSeen", "a"),
                        Map.entry("last_seen", "b"),
                        Map.entry("gsi1:pk", "from a variable"),
                        Map.entry("größe", "d"),
                        Map.entry("on", "e"),
                        Map.entry("7", "f"),
                        Map.entry("a.b", "g"),
                        Map.entry("x[0]", "h"),
                        Map.entry("y", "i"),
                        Map.entry(" ", "j"));
        assertThat(view.exclude()).containsExactly(" a");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void tellsOfAVariableForAKeyThatNoFileSpells() {
        Yaml.of(SQS.formatted("attributes: { userId: '1' }"))
                .with("MILLRACE_HANDLERS_Q_ATTRIBUTES_KIND", "x")
                .assertMistakes(
                        "a mistake",
                        "\"MILLRACE_HANDLERS_Q_ATTRIBUTES_KIND\" from property source \"systemEnvironment\": "
                                + "millrace.handlers.q.attributes: a variable can't spell a key of 'attributes'. "
                                + "Write the key in a file, with the variable as its value: \"${KIND}\".");
    }

    private static Yaml pattern(String type, String written) {
        return Yaml.of("""
                millrace.tables.t:
                  keys: { partition: PK%s }
                  routes: { a: { partition-key: %s, handler: audit } }
                """.formatted(type, written));
    }

    private static Arguments file(String name, String text, String... mistakes) {
        return arguments(named(name, text), List.of(mistakes));
    }
}
