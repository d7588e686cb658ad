package io.millrace.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTests {

    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void makesFilesAndDirectoriesForTheirOwnerAlone() throws IOException {
        Path file = directory.resolve("a/b/letter.json");

        PrivateFiles.keep(file, out -> out.write("x".getBytes(UTF_8)));
        PrivateFiles.openLock(directory.resolve("lock")).close();

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("a"))).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("lock"))).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesADirectoryThatIsThereAsItIs() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        PrivateFiles.write(shared.resolve("letter.json"), out -> out.write(1));

        assertThat(permissions(shared)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(shared.resolve("letter.json"))).isEqualTo("rw-------");
    }

    @Test
    void replacesAFileAsAWhole() throws IOException {
        Path file = Files.writeString(directory.resolve("letter.json"), "old");

        PrivateFiles.write(file, out -> out.write("new".getBytes(UTF_8)));

        assertThat(file).hasContent("new");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void leavesNothingOfWhatEndsInTheMiddle() throws IOException {
        Path file = Files.writeString(directory.resolve("letter.json"), "old");

        assertThatThrownBy(() -> PrivateFiles.keep(file, out -> {
                    out.write(1);
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void writesToTheWorkingDirectoryByABareName() throws IOException {
        Path bare = Path.of("private-files-test.tmp");
        try {
            PrivateFiles.write(bare, out -> out.write('x'));

            assertThat(bare).hasContent("x");
        } finally {
            Files.deleteIfExists(bare);
        }
    }

    @Test
    void opensALockThatIsThere() throws IOException {
        Path lock = Files.createFile(directory.resolve("lock"));

        try (FileChannel channel = PrivateFiles.openLock(lock)) {
            assertThat(channel.tryLock()).isNotNull();
        }
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList().stream();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
