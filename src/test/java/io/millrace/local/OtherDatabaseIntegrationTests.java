package io.millrace.local;

import static io.millrace.local.LocalContexts.awaitHandled;
import static io.millrace.local.LocalContexts.put;
import static io.millrace.local.LocalContexts.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.database.LocalDynamoDb;
import io.millrace.local.dynoxide.Dynoxide;
import io.millrace.local.dynoxide.LocalStartException;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.ServerProcess;
import io.millrace.testkit.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB that somebody else has started, and none. */
@ExtendWith(OutputCaptureExtension.class)
class OtherDatabaseIntegrationTests {

    @TempDir
    private Path directory;

    private LocalContexts contexts;

    @BeforeEach
    void begin() {
        contexts = new LocalContexts(directory);
    }

    @Test
    void makesTablesInAnotherDatabaseAndReadsItsStreams(CapturedOutput output) throws Exception {
        try (DynamoDbServer other = DynamoDbServer.start();
                DynamoDbClient client = other.client()) {
            try (ConfigurableApplicationContext context =
                    contexts.start(things("local: { endpoint: \"%s\" }".formatted(other.endpoint())))) {
                put(client, "a");
                awaitHandled("things {\"id\":\"a\"}");
                put(context.getBean(DynamoDbClient.class), "b");
                awaitHandled("things {\"id\":\"a\"}", "things {\"id\":\"b\"}");
            }
            assertThat(client.scan(scan -> scan.tableName("things")).items()).hasSize(2);
            assertThat(output).contains("DynamoDB at %s, with [things]".formatted(other.endpoint()));
        }
    }

    @Test
    void goesOnWhereItWasWithADataDirectory() throws Exception {
        try (DynamoDbServer other = DynamoDbServer.start();
                DynamoDbClient client = other.client()) {
            String yaml = things("local: { endpoint: \"%s\", data-dir: \"%s\" }"
                    .formatted(other.endpoint(), directory.resolve("data")));
            try (ConfigurableApplicationContext context = contexts.start(yaml)) {
                put(client, "a");
                awaitHandled("things {\"id\":\"a\"}");
            }
            put(client, "b");
            try (ConfigurableApplicationContext context = contexts.start(yaml)) {
                awaitHandled("things {\"id\":\"a\"}", "things {\"id\":\"b\"}");
            }
        }
    }

    @Test
    void leavesTheTablesOfAnotherDatabaseAsTheyAreWhereItIsTold(CapturedOutput output) throws Exception {
        try (DynamoDbServer other = DynamoDbServer.start();
                DynamoDbClient client = other.client()) {
            String yaml = things("local: { endpoint: \"%s\", create-tables: false }".formatted(other.endpoint()));
            contexts.start(yaml).close();
            assertThat(client.listTables().tableNames()).isEmpty();
            assertThat(output)
                    .contains(
                            "Table 'things' is not created: there is no table 'things', and millrace.local.create-tables is false.");

            Tables.create(client, "things", "id");
            try (ConfigurableApplicationContext context = contexts.start(yaml)) {
                put(client, "a");
                awaitHandled("things {\"id\":\"a\"}");
            }
        }
    }

    @Test
    void writesToNoTableInAwsThatNobodyHasAllowed() {
        String yaml = things("local: { endpoint: \"https://dynamodb.eu-central-1.amazonaws.com\" }");

        assertThatThrownBy(() -> contexts.start(yaml))
                .rootCause()
                .isInstanceOf(LocalStartException.class)
                .hasMessage(
                        "millrace.local.endpoint: 'https://dynamodb.eu-central-1.amazonaws.com' is in AWS, where items would really be written and handled. Set millrace.local.allow-aws: true to allow that.");
    }

    @Test
    void saysThatAProgramIsNone() throws Exception {
        Path program = Files.createFile(directory.resolve("dynoxide"));
        String yaml = things("local: { dynoxide: \"%s\" }".formatted(program));

        assertThatThrownBy(() -> contexts.start(yaml))
                .rootCause()
                .isInstanceOf(LocalStartException.class)
                .hasMessage(
                        "millrace.local.dynoxide: '%s' is not a program. It names the executable of dynoxide %s; leave it out to use the one that the build fetches.",
                        program, Dynoxide.Program.VERSION);
    }

    @Test
    void saysWhatAProgramSaysThatIsAnother() throws Exception {
        Path program = Files.writeString(directory.resolve("dynoxide"), "#!/bin/sh\necho not me\nexit 3\n");
        program.toFile().setExecutable(true);
        String yaml = things("local: { dynoxide: \"%s\" }".formatted(program));

        assertThatThrownBy(() -> contexts.start(yaml))
                .rootCause()
                .hasMessageStartingWith(
                        "'%s' does not start: exit code 3: not me. It has to be the program dynoxide %s for "
                                .formatted(program, Dynoxide.Program.VERSION));
    }

    @Test
    void startsWithoutADatabaseAndSaysHowToGetOne() throws Exception {
        Files.writeString(directory.resolve("application.yml"), things("local: { enabled: true }"));
        try (ServerProcess server = Loop.process(directory)) {
            String output = server.awaitOutput("Started LoopApplication");

            assertThat(output).contains("""
                    There is no local database, since its program is missing. To get one, either
                      install npm, and start again; or run: npm install --prefix target/dynoxide/1.2.1 --no-save --ignore-scripts @dynoxide/%s@1.2.1
                      name the program: millrace.local.dynoxide: <path>
                      name another DynamoDB: millrace.local.endpoint: <url>
                    """.formatted(Dynoxide.Program.platform()));
            assertThat(output).doesNotContain("Exception");
        }
    }

    @Test
    void isNoneWhereNobodyHasAskedForIt() throws Exception {
        Files.writeString(directory.resolve("application.yml"), things("local: { port: 0 }"));
        try (ServerProcess server = Loop.process(directory)) {
            assertThat(server.awaitOutput("Started LoopApplication")).doesNotContain("database");
        }
        try (ConfigurableApplicationContext context = contexts.start(things("local: { enabled: false }"))) {
            assertThat(context.getBeanNamesForType(LocalDynamoDb.class)).isEmpty();
        }
    }
}
