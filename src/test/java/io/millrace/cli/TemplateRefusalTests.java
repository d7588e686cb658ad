package io.millrace.cli;

import static io.millrace.cli.Templates.CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no template is written for, and what is said instead. */
class TemplateRefusalTests {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void refusesAVariableThatIsNotSet() throws IOException {
        assertThat(run(
                        "--output=-",
                        "--millrace.tables.x.keys.partition=PK",
                        "--millrace.tables.x.routes.r.handler=petWelcome",
                        "--millrace.tables.x.routes.r.partition-key=${TENANT}#*"))
                .isEqualTo(1);

        assertMistake(
                "millrace.tables.x.routes.r.partition-key",
                "the variable TENANT is not set. Set it, or give a default: ${TENANT:<value>}. If the characters are literal, write \\${TENANT}.");
    }

    @ParameterizedTest
    @CsvSource({
        "dead-letter, --terraform, Use sqs:<queue URL> or s3://<bucket>/<prefix> there.",
        "dead-letter-overflow, --millrace.dead-letter=sqs:https://sqs.eu-west-1.amazonaws.com/1/x, Use s3://<bucket>/<prefix> there."
    })
    void refusesADirectoryForDeadLettersWhichLambdaDoesNotKeep(String key, String other, String instead) {
        assertThat(run("--output=-", "--millrace.%s=file:letters".formatted(key), other))
                .isEqualTo(1);

        assertMistake(
                "millrace." + key,
                "'file:letters' is a directory, and Lambda deletes files with the execution environment. " + instead);
    }

    @Test
    void refusesMailsInFilesWhichLambdaDoesNotKeep() throws IOException {
        assertThat(runConfigured(
                        "--output=-", "--millrace.handlers.m.type=mail", "--millrace.handlers.m.transport=file"))
                .isEqualTo(1);

        assertMistake(
                "millrace.handlers.m.transport",
                "'file' writes mails into a directory, and on Lambda all files go with the execution environment. Take "
                        + "ses or smtp there.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--runtime=java11 | --runtime: 'java11' is none of java17, java21 and java25.",
                "--filters=11 | --filters: 11 is not within Lambda's limits, 1 to 10.",
                "--timeout=901 | --timeout: 901 is not within Lambda's limits, 1 to 900 seconds.",
                "--set==x | --set: '=x' names no variable, as SENDER=me@example.com does.",
                "--memory=64 | --memory: 64 is not within Lambda's limits, 128 to 10240 MB.",
            })
    void refusesWhatLambdaDoesNotTake(String option, String message) throws IOException {
        assertThat(run("--output=-", option)).isEqualTo(2);

        assertThat(out.toString()).startsWith(message + "\nUsage: ");
    }

    @ParameterizedTest
    @CsvSource({
        "--output=-, MyPetsFunction",
        "--terraform --output=-, millrace_my_pets",
        "--one-function --output=-, MyPets",
    })
    void tellsOfIdsThatComeToOneName(String options, String name) throws IOException {
        List<String> args = new ArrayList<>();
        args.addAll(List.of(options.split(" ")));
        args.add("--millrace.tables.my-pets.routes.r.handler=petWelcome");
        args.add("--millrace.tables.[my.pets].routes.r.handler=petWelcome");

        assertThat(run(args.toArray(String[]::new))).isEqualTo(1);

        assertThat(out.toString())
                .isEqualTo("The ids of two tables become the same name, '%s': give one of them another id.\n", name);
    }

    @Test
    void needsKeysToCreateTables() throws IOException {
        assertThat(run("--output=-", "--create-tables", "--millrace.tables.things.routes.r.handler=petWelcome"))
                .isEqualTo(1);

        assertThat(out.toString())
                .isEqualTo(
                        "Table 'things' can't be created without knowing its key: set millrace.tables.things.keys.partition.\n");
    }

    private void assertMistake(String key, String mistake) {
        assertThat(out.toString().replace("\r\n", "\n")).isEqualTo("""
                The configuration of Millrace has a mistake:

                  - "%1$s" from property source "commandLineArgs": %1$s: %2$s

                Correct the lines named above and start again.
                """.formatted(key, mistake));
    }

    private int runConfigured(String... words) throws IOException {
        return Templates.run(out, directory, CONFIGURATION, words);
    }

    private int run(String... words) {
        return Templates.run(out, words);
    }
}
