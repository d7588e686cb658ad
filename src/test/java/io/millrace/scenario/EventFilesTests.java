package io.millrace.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFilesTests {

    @Test
    void expectsSomethingOfEveryFileAndOfNoOther() throws IOException {
        try (Stream<Path> files = Files.list(EventFile.DIRECTORY)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();

            assertThat(EventFiles.all()).extracting(EventFile::name).containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
