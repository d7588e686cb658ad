package io.millrace.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.readme.Readme.Block;
import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the README's curl commands against the executable jar, and compares with what the README says they print. */
class ReadmeIntegrationTests {

    private static final Pattern CURL = Pattern.compile("curl --json @(\\S+) localhost:8080/(\\S+)");

    @TempDir
    private static Path directory;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = "target/millrace-%s-exec.jar".formatted(System.getProperty("millrace.version"));
        server = ServerProcess.start(
                Path.of("."), directory.resolve("output"), List.of(java, "-jar", jar, "--server.port=0"));
        server.awaitOutput("what Lambda would answer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void printsWhatItSays() throws Exception {
        List<Block> blocks = Readme.blocks();
        int commands = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).text().startsWith("curl")) {
                run(blocks.get(i).text().strip(), blocks.subList(i + 1, blocks.size()));
                commands++;
            }
        }
        assertThat(commands).isEqualTo(2);
    }

    /** The block behind a command is its answer; further ones are lines in the server's log. */
    private static void run(String command, List<Block> following) throws Exception {
        Matcher curl = CURL.matcher(command);
        assertThat(curl.matches()).as(command).isTrue();

        String answer = server.post(curl.group(2), Path.of(curl.group(1))).body();

        List<String> texts = following.stream()
                .takeWhile(block -> block.language().equals("text"))
                .map(block -> block.text().strip())
                .toList();
        assertThat(answer).isEqualTo(texts.get(0));
        assertThat(texts.subList(1, texts.size()))
                .allSatisfy(line -> assertThat(server.output()).contains(line));
    }
}
