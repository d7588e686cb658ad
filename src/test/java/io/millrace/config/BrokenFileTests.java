package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.yaml.snakeyaml.error.YAMLException;

@ExtendWith(OutputCaptureExtension.class)
class BrokenFileTests {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a tab | millrace:~  tables:~\tthings: 1 | :3 | , from column 1 on: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation).",
                "a key twice | millrace:~  tables: 1~  tables: 2 | :3 | , from column 3 on: found duplicate key tables, while constructing a mapping that begins in line 2, column 3.",
                "a character | ok: 1~no: x\u0007y | :2 | , from column 6 on: the character U+0007 is not allowed.",
                "an open quote | a: 1~b: \"text | :2 | , from column 9 on: found unexpected end of stream, while scanning a quoted scalar that begins in line 2, column 4.",
                "an open list | a: [1, 2~b: 3 | :2 | , from column 2 on: expected ',' or ']', but got :, while parsing a flow sequence that begins in line 1, column 4.",
                "a text of lines in a flow | a: { b: >-~  c } | :1 | , from column 9 on: found character '>' that cannot start any token. (Do not use > for indentation).",
                "an anchor | a: *b | :1 | , from column 4 on: found undefined alias b.",
                "a tag | a: !b c | :1 | , from column 4 on: could not determine a constructor for the tag !b.",
            })
    void tellsWhereAFileIsNoYaml(String kind, String text, String line, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), text.replace('~', '\n'));

        assertThat(found("--spring.config.location=file:" + file))
                .isEqualTo("%s%s: this can't be read as YAML%s", file, line, problem);
    }

    @Test
    void reportsABrokenFileWithoutAStack(CapturedOutput output) {
        Path file = SmallApplication.configuration(directory, "a: 'b");

        assertThatExceptionOfType(YAMLException.class).isThrownBy(() -> SmallApplication.start(file));

        String text = output.getAll().replace("\r\n", "\n");
        assertThat(text.substring(text.indexOf("***************************")).stripTrailing())
                .isEqualTo("""
                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        %s:1: this can't be read as YAML, from column 6 on: found unexpected end of stream, while scanning a \
                        quoted scalar that begins in line 1, column 4.

                        Action:

                        Correct the file and start again.""".formatted(file));
    }

    @ParameterizedTest
    @CsvSource({
        "other.yml,                  --spring.config.name=other",
        "application-blue.yml,       --spring.profiles.active=blue",
        "more.yaml,                  --spring.config.import=file:{}/more.yaml",
        "application.properties.yml, '--spring.config.import=optional:file:{}/none.yml,file:{}/application.properties.yml'",
        "plain,                      '--spring.config.import=file:{}/plain[.yml]'",
        "below/application.yml,      --spring.config.additional-location=file:{}/*/",
        "below/more.yml,             --spring.config.import=file:{}/*/more.yml",
    })
    void findsTheFileWhereverItStands(String name, String argument) throws IOException {
        Files.writeString(directory.resolve("application.yml"), "a: 1");
        Files.writeString(directory.resolve("application.properties"), "b = {");
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a: 1\nb: {");

        assertThat(found(
                        "--spring.config.location=file:%s/".formatted(directory),
                        argument.replace("{}", directory.toString())))
                .startsWith("%s:2: this can't be read as YAML, from column 5 on: ".formatted(file));
    }

    @Test
    void leavesTheReadingOfFilesToSpringBoot() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(PropertySourceLoader.class))
                .extracting(loader -> loader.getClass().getName())
                .allMatch(name -> name.startsWith("org.springframework.boot."));
    }

    @Test
    void leavesOthersFailuresAlone() {
        SpringApplication application = SmallApplication.application();
        application.addInitializers(context -> {
            throw new YAMLException("of another");
        });

        assertThatExceptionOfType(YAMLException.class)
                .isThrownBy(application::run)
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    /** What is told of a start that fails. */
    private static String found(String... arguments) {
        Throwable failure = catchThrowable(() -> SmallApplication.application().run(arguments));
        return new BrokenFileFailureAnalyzer().analyze(failure).getDescription();
    }
}
