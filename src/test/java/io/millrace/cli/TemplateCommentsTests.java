package io.millrace.cli;

import static io.millrace.cli.Templates.MAILS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template says to whom deploys it. */
class TemplateCommentsTests {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--output=-", "--output=out"})
    void saysHowTheZipIsBuiltAndWhichAddressesAreOfThisMachine(String output) throws IOException {
        assertThat(run(
                        MAILS,
                        "--set",
                        "SENDER=orders@example.com",
                        output.replace("=out", "=" + directory.resolve("out"))))
                .as(out::toString)
                .isZero();

        assertThat(out.toString())
                .contains("Build the zip by 'mvn -Pmail,mustache,s3 package'; in a project of your own it needs "
                        + "com.samskivert:jmustache, org.springframework.boot:spring-boot-starter-mail, "
                        + "software.amazon.awssdk:s3, software.amazon.awssdk:sqs")
                .contains(
                        "'millrace.handlers.letter.smtp.host' is an address on this machine, which no Lambda function reaches: set another for the deployment")
                .contains("'millrace.handlers.queue.queue-url' is an address on this machine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'dynamodb': {'SizeBytes': [{'numeric': ['>=', 1000]}]}}"
                        + "| # Filters of 'a': route 'r' without its filter's {'numeric':['>=',1000]} at /dynamodb/SizeBytes",
                "{'dynamodb': {'Keys': {'id': {'S': [{'wildcard': 'a*b'}]}}}}"
                        + "| # Filters of 'a': route 'r' without its filter's {'wildcard':'a*b'} at /dynamodb/Keys/id/S",
                "{'dynamodb': {'NewImage': {'s': {'S': ['dog']}}}} |",
            })
    void saysWhatOfAFilterLambdaDoesNotTake(String filter, String comment) throws IOException {
        assertThat(run("""
                millrace:
                  tables: { a: { name: Aaa, routes: { r: { filter: "%s", handler: petWelcome } } } }
                """.formatted(filter.replace("'", "\\\"")), "--output=-"))
                .as(out::toString)
                .isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("#")).toList())
                .isEqualTo(comment == null ? List.of() : List.of(comment.replaceAll("(?<=filter's .*)'", "\"")));
    }

    @Test
    void warnsOfRetriesThatTakeLongerThanAnInvocation() throws IOException {
        String configuration = """
                millrace.tables.a.routes.r:
                  handler: petWelcome
                  retry: { max-attempts: 4, backoff: 1s, multiplier: 2 }
                """;

        assertThat(run(configuration, "--output=-", "--timeout=10")).isZero();

        assertThat(out.toString())
                .contains(
                        "# Table 'a': the 'retry' of route 'r' waits up to 10.5 s in all, and an invocation has 9 s: the remaining attempts are made in the following deliveries\n");
        assertThat(run(configuration, "--output=-")).isZero();
        assertThat(out.toString().split("the 'retry'")).hasSize(2);
    }

    @Test
    void saysWhyThereAreNoFilters() throws IOException {
        assertThat(run("""
                millrace:
                  tables:
                    a:
                      name: Aaa
                      routes: { all: { handler: petWelcome }, dear: { events: INSERT, when: "new.price > 5", handler: petWelcome } }
                    b: { name: Bbb, routes: { dear: { when: "new.price > 5", handler: petWelcome } } }
                """, "--output=-")).isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("#")).toList())
                .containsExactly(
                        "# No filters for 'a': route 'all' wants each record",
                        "# No filters for 'b': route 'dear' without its 'when'");
    }

    @Test
    void saysWhereAFilterLetsAnyNumberPass() throws IOException {
        assertThat(run("""
                millrace.tables.a:
                  name: Aaa
                  keys: { partition: id, partition-type: N }
                  routes: { seven: { partition-key: "7", handler: petWelcome } }
                """, "--output=-")).isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("#")).toList())
                .containsExactly("# Filters of 'a': route 'seven' without its 'id', a number");
    }

    private int run(String configuration, String... options) throws IOException {
        return Templates.run(out, directory, configuration, options);
    }
}
