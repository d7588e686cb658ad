package io.millrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaZipTests {

    @TempDir
    private Path directory;

    @Test
    void unpacksFilesInDirectories() throws IOException {
        Path unpacked = zip("a.zip", "config/application.yml").unpackInto(directory.resolve("unpacked"));

        assertThat(unpacked.resolve("config/application.yml")).hasContent("content");
    }

    @Test
    void refusesAnEntryThatPointsOutsideOfTheDirectory() throws IOException {
        LambdaZip zip = zip("a.zip", "../outside.txt");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> zip.unpackInto(directory.resolve("unpacked")))
                .withMessage(
                        "Entry '../outside.txt' of '%s' points outside of the directory it is unpacked into.",
                        zip.file());
        assertThat(directory.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void findsTheZipOfTheBuild() throws IOException {
        LambdaZip zip = zip("millrace-1.0.0-lambda.zip", "a.txt");

        assertThat(LambdaZip.in(directory)).isEqualTo(zip);
    }

    @Test
    void refusesToChooseAmongTheZipsOfTwoVersions() throws IOException {
        zip("millrace-1.0.0-lambda.zip", "a.txt");
        zip("millrace-1.1.0-lambda.zip", "a.txt");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> LambdaZip.in(directory))
                .withMessageEndingWith("not one millrace-<version>-lambda.zip. Run 'mvn clean package' first.");
    }

    private LambdaZip zip(String name, String entry) throws IOException {
        Path file = directory.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write("content".getBytes(UTF_8));
        }
        return new LambdaZip(file);
    }
}
