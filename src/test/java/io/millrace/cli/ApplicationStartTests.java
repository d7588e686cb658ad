package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What commands say when the application can't start. */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationStartTests {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private Path event = Path.of("");

    @BeforeEach
    void writeEvent() throws IOException {
        event = Files.writeString(directory.resolve("event.json"), "{\"Records\": []}", UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "explain %1$s", "template --output=-", "redrive --from=file:%2$s"})
    void tellsMistakesOnce(String command, CapturedOutput output) throws IOException {
        Path file = write("millrace.tables.things.routes.a.handler: petWelcom");

        assertThat(run(command, file)).isEqualTo(1);

        assertThat(out.toString()).isEqualTo("""
                The configuration of Millrace has a mistake:

                  - %s:1: millrace.tables.things.routes.a.handler: no handler named 'petWelcom'. Did you mean 'petWelcome'? \
                Known handlers: [bookLog, orderConfirmation, petAdded, petDeleted, petEvent, petWeight, petWelcome, productAdded, \
                productRemoved, productUpdated, scoreAdded, scoreChanged, scoreRemoved].

                Correct the lines named above and start again.
                """.formatted(file));
        assertThat(output.getAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "explain %1$s", "template --output=-", "redrive --from=file:%2$s"})
    void tellsWhereAFileIsBroken(String command, CapturedOutput output) throws IOException {
        Path file = write("millrace:\n\ttables: 1");

        assertThat(run(command, file)).isEqualTo(1);

        assertThat(out.toString()).isEqualTo("""
                %s:2: this can't be read as YAML, from column 1 on: found character '\\t(TAB)' that cannot start any token. \
                (Do not use \\t(TAB) for indentation).

                Correct the file and start again.
                """.formatted(file));
        assertThat(output.getAll()).isEmpty();
    }

    @Test
    void printsNoBannerOfAnotherApplication(CapturedOutput output) throws IOException {
        Path file = write("millrace.tables.things.keys.partition: id");
        int code = MillraceCommands.commandLine(EffectsApplication.class)
                .setOut(new PrintWriter(out))
                .execute("routes", "--format=json", "--spring.config.location=file:" + file);

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("[ {");
        assertThat(output.getAll()).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("application.yml"), text);
    }

    private int run(String command, Path file) {
        List<String> words =
                new ArrayList<>(List.of(command.formatted(event, directory).split(" ")));
        words.add("--spring.config.location=file:" + file);
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words.toArray(String[]::new));
    }
}
