package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command {@code explain} says of files that hold no event. */
class ExplainFileTests {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{}                   | This is not a DynamoDB stream event: it has no field 'Records'.",
                "{\"Records\": null}    | This is not a DynamoDB stream event: /Records is not an array.",
                "{\"Records\": [{}]}    | This is not a DynamoDB stream event: /Records/0 has no field 'dynamodb'.",
                "[]                   | This is not a DynamoDB stream event: it is not an object.",
                "7                    | This is not a DynamoDB stream event: it is not an object.",
                "{                    | The event is not JSON: the error is at line 1, column 2.",
                "''                   | The event is empty.",
            })
    void refusesAFileThatIsNoEvent(String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), content);

        assertThat(explain(file.toString())).isEqualTo(2);
        assertThat(out.toString()).startsWith("'%s': %s\n".formatted(file, message));
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThat(explain("absent.json")).isEqualTo(2);
        assertThat(explain(directory.toString())).isEqualTo(2);

        assertThat(out.toString())
                .contains("'absent.json' is no file. Name the file that holds the event.\n")
                .contains("'%s' is a directory. Name the file that holds the event.\n".formatted(directory));
    }

    /** As {@code aws … | java -jar … explain /dev/stdin} hands it in. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsWhatIsNoRegularFile() {
        assertThat(explain("/dev/null")).isEqualTo(2);

        assertThat(out.toString()).startsWith("'/dev/null': The event is empty.\n");
    }

    private int explain(String file) {
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute("explain", file);
    }
}
