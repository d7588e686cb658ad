package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.SpringFactoriesLoader;

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

        assertThatExceptionOfType(BrokenFileException.class)
                .isThrownBy(() -> new NamedFiles.Yaml().load("file", new FileSystemResource(file)))
                .withMessage("%s%s: this can't be read as YAML%s", file, line, problem);
    }

    @Test
    void reportsABrokenFileWithoutAStack(CapturedOutput output) {
        Path file = SmallApplication.configuration(directory, "a: 'b");

        assertThatExceptionOfType(BrokenFileException.class).isThrownBy(() -> SmallApplication.start(file));

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

    @Test
    void keepsTheOrderOfKindsOfFiles() {
        List<String> extensions =
                SpringFactoriesLoader.forDefaultResourceLocation().load(PropertySourceLoader.class).stream()
                        .flatMap(loader -> List.of(loader.getFileExtensions()).stream())
                        .distinct()
                        .toList();

        assertThat(extensions).containsExactly("properties", "xml", "yml", "yaml");
    }
}
