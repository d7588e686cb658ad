package io.millrace.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.readme.Readme.Block;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.ServerProcess;
import io.millrace.testkit.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Types the README's commands for the executable jar and curl, and compares with what the README says they print. */
class ReadmeIntegrationTests {

    private static final Pattern CURL = Pattern.compile("curl --json @(\\S+) localhost:8080/(\\S+)");
    private static final String JAR = "java -jar target/millrace-0.1.0-SNAPSHOT-exec.jar";

    @TempDir
    private Path directory;

    private ServerProcess server;
    private int runs;

    @BeforeEach
    void start() throws IOException {
        for (String name : List.of("config", "events", "target")) {
            Files.createSymbolicLink(directory.resolve(name), Path.of(name).toAbsolutePath());
        }
        startServer(JAR);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void printsWhatItSays() throws Exception {
        List<Block> blocks = Readme.blocks();
        int commands = 0;
        for (int i = 0; i < blocks.size(); i++) {
            String command = blocks.get(i).commands().get(0);
            if (command.startsWith("curl") || command.startsWith(JAR + " ")) {
                run(command, texts(blocks.subList(i + 1, blocks.size())));
                commands++;
            }
        }
        assertThat(commands).isEqualTo(9);
    }

    /** The block behind a command is what it prints. */
    private static List<String> texts(List<Block> following) {
        return following.stream()
                .takeWhile(block -> block.language().equals("text"))
                .map(block -> block.text().strip())
                .toList();
    }

    private void run(String command, List<String> texts) throws Exception {
        Matcher curl = CURL.matcher(command);
        if (curl.matches()) {
            post(curl.group(2), Path.of(curl.group(1)), texts);
        } else if (command.matches(".*\\.jar (redrive|explain|template)( .*)?")) {
            ServerProcess process = start(command);
            process.awaitEnd();
            assertThat(process.output().strip()).isEqualTo(texts.get(0));
        } else if (command.contains(".jar load ")) {
            load(command);
        } else {
            server.close();
            startServer(command);
        }
    }

    /** Into a database on another port, and not so many. */
    private void load(String command) throws Exception {
        try (DynamoDbServer local = DynamoDbServer.start();
                DynamoDbClient client = local.client()) {
            Tables.create(client, "Products", "product_id", "category", ScalarAttributeType.S);
            String fewer = command.replaceFirst("--items \\d+", "--items 50");
            start(fewer + " --endpoint " + local.endpoint()).awaitEnd();

            assertThat(client.scan(scan -> scan.tableName("Products")).items()).hasSize(50);
        }
    }

    /** Further blocks are lines in the server's log. */
    private void post(String path, Path event, List<String> texts) throws Exception {
        String answer = server.post(path, event).body();

        assertThat(answer).isEqualTo(texts.get(0));
        assertThat(texts.subList(1, texts.size()))
                .allSatisfy(line -> assertThat(server.output()).contains(line));
    }

    private void startServer(String command) throws IOException {
        server = start(command + " --server.port=0");
        server.awaitOutput("what Lambda would answer");
    }

    private ServerProcess start(String command) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.set(0, java);
        return ServerProcess.start(directory, directory.resolve("output-" + ++runs), words);
    }
}
