package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.explain.RoutingTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Placeholders of variables, and what is never told of values. */
class VariablesTests {

    private static final String UNSET = ": the variable TENANT is not set. Set it, or give a default: "
            + "${TENANT:<value>}. If the characters are literal, write \\${TENANT}.";

    private static final String ROUTES = """
            millrace.tables.t:
              keys: { partition: PK }
              routes:
                a: { partition-key: "${TENANT}#*", handler: audit }
                b: { when: "new.tenant == '${TENANT}'", handler: restock }
                c: { handlers: [audit, "${TENANT}"], enabled: "${TENANT}" }
            """;

    private static final List<Arguments> SECRETS = List.of(
            secret(
                    "variable",
                    "millrace.unknown-table: '${A}'",
                    "millrace.unknown-table: '${A}' is none of [fail, ignore]."),
            secret(
                    "variable inside a value",
                    "millrace.dead-letter: to ${A}",
                    "millrace.dead-letter: '******' is no place for dead letters. A place for dead letters is "
                            + "sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>."),
            secret(
                    "password in an address",
                    "millrace.handlers.h: { type: sqs, queue-url: 'https://me:hunter22@127.0.0.1' }",
                    "millrace.handlers.h.queue-url: 'https://******127.0.0.1' is not the URL of a queue, such as "
                            + "https://sqs.eu-central-1.amazonaws.com/123456789012/changes."));

    @Test
    void tellsOfEachVariableThatIsNotSet() {
        String key = "config/application.yml:%d: millrace.tables.t.routes.";

        Yaml.of(ROUTES)
                .assertMistakes(
                        "4 mistakes",
                        key.formatted(4) + "a.partition-key" + UNSET,
                        key.formatted(5) + "b.when" + UNSET,
                        key.formatted(6) + "c.handlers[1]" + UNSET,
                        key.formatted(6) + "c.enabled" + UNSET);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "${TABLE      | '${' begins a placeholder that no '}' ends. Add one.",
                "a-${A:b}-${B | '${' begins a placeholder that no '}' ends. Add one.",
                "${}          | '${}' names no variable. Write a name without blanks around it: ${NAME}.",
                "${ TABLE }   | '${ TABLE }' names no variable. Write a name without blanks around it: ${NAME}.",
            })
    void tellsOfWhatIsNoVariable(String name, String mistake) {
        Yaml.of("millrace.tables.t: { name: '%s' }".formatted(name))
                .assertMistakes("a mistake", "config/application.yml:1: millrace.tables.t.name: " + mistake);
    }

    @Test
    void tellsOfVariablesInSettingsAndInOthersValues() {
        Yaml.of("""
                queue: http://127.0.0.1:1/${TENANT}
                millrace:
                  dead-letter: file:${TENANT}
                  handlers.q: { type: sqs, queue-url: "${queue}", attributes: { who: "${TENANT}" } }
                """)
                .assertMistakes(
                        "3 mistakes",
                        "config/application.yml:3: millrace.dead-letter" + UNSET,
                        "config/application.yml:4: millrace.handlers.q.queue-url" + UNSET,
                        "config/application.yml:4: millrace.handlers.q.attributes.who" + UNSET);
    }

    @Test
    void tellsTheNamesOfVariablesOfWhichValuesAreSecret() {
        Yaml.of("""
                names: { all: "${TENANT}" }
                millrace:
                  handlers.h: { type: http, url: "https://a.example", secret: "${TENANT}", headers: { X-A: "${TENANT}" } }
                  tables.t: { name: "${names.all}" }
                """)
                .assertMistakes(
                        "3 mistakes",
                        "config/application.yml:3: millrace.handlers.h.secret" + UNSET,
                        "config/application.yml:3: millrace.handlers.h.headers[X-A]" + UNSET,
                        "config/application.yml:4: millrace.tables.t.name" + UNSET);
    }

    @Test
    void tellsOfAVariableThatRefersToItself() {
        Yaml.of("a: ${b}\nb: ${a}\nmillrace.tables.t: { name: '${a}' }")
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:3: millrace.tables.t.name: the variable a refers to itself.");
    }

    @Test
    void putsInWhatVariablesSay() {
        Yaml yaml = Yaml.of("""
                millrace.tables.t:
                  keys: { partition: PK }
                  routes:
                    a: { partition-key: "${TENANT}#*", handler: audit }
                    b: { partition-key: "${OTHER:none}", handler: audit }
                    c: { partition-key: '\\${TENANT}', handler: audit }
                """).with("TENANT", "acme");

        assertThat(RoutingTable.text(yaml.read()).replace("\r\n", "\n")).isEqualTo("""
                  t (table 't')
                    a  INSERT MODIFY REMOVE, partition-key 'acme#*'     ->  audit
                    b  INSERT MODIFY REMOVE, partition-key 'none'       ->  audit
                    c  INSERT MODIFY REMOVE, partition-key '${TENANT}'  ->  audit
                """);
    }

    @Test
    void takesAValueThatAVariableOverrides() {
        Yaml yaml = Yaml.of("millrace.tables.t: { name: '${TENANT}' }").with("MILLRACE_TABLES_T_NAME", "acme");

        assertThat(RoutingTable.text(yaml.read())).startsWith("  t (table 'acme')");
    }

    @ParameterizedTest
    @FieldSource("SECRETS")
    void hidesValuesThatMayBeSecret(String text, String mistake) {
        Yaml.of(text).with("A", "hunter22").assertMistakes("a mistake", "config/application.yml:1: " + mistake);
    }

    @Test
    void hidesAValueThatComesFromTheEnvironment() {
        Yaml.of("millrace.tables.t: { name: T }")
                .with("MILLRACE_TABLES_T_UNMATCHED", "hunter22")
                .assertMistakes(
                        "a mistake",
                        "\"MILLRACE_TABLES_T_UNMATCHED\" from property source \"systemEnvironment\": "
                                + "millrace.tables.t.unmatched: '******' is none of [ignore, log, fail].");
    }

    @Test
    void tellsNamesThatAVariableHasToo() {
        Yaml.of("millrace.tables.user-tokens: { routes: { a: { handler: audit }, b: { handler: restok } } }")
                .with("MILLRACE_TABLES_USERTOKENS_ROUTES_A_HANDLER", "restock")
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.tables.user-tokens.routes.b.handler: no handler named 'restok'. Did "
                                + "you mean '******'? Known handlers: [audit, raw, restock].");
    }

    @Test
    void hidesTheValueOfASecretKey() {
        Yaml.of("""
                millrace.handlers.m:
                  { type: http, url: "https://a.example", secret: { hunter22 },
                    headers: { Authorization: { "Bearer hunter22" } } }
                """)
                .assertMistakes(
                        "2 mistakes",
                        "config/application.yml:2: millrace.handlers.m.secret: 'secret' takes a value, not keys below it.",
                        "config/application.yml:3: millrace.handlers.m.headers[Authorization]: 'Authorization' takes a value, not keys below it.");
    }

    private static Arguments secret(String name, String text, String mistake) {
        return arguments(named(name, text), mistake);
    }
}
