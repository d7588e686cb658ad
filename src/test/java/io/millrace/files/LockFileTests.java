package io.millrace.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTests {

    @TempDir
    Path directory;

    /** A process of its own: locks of one process don't hinder each other on most systems. */
    static final class Other {

        public static void main(String[] arguments) throws IOException {
            System.exit(LockFile.take(Path.of(arguments[0])).isPresent() ? 0 : 1);
        }
    }

    @Test
    void isForOneHolder() throws Exception {
        Path file = directory.resolve("lock");

        try (LockFile taken = LockFile.take(file).orElseThrow()) {
            assertThat(LockFile.take(file)).isEmpty();
            assertThat(LockFile.isTaken(file)).isTrue();
        }
        assertThat(LockFile.isTaken(file)).isFalse();
        LockFile.take(file).orElseThrow().close();
    }

    @Test
    void keepsOtherProcessesOutThoughItsOwnHasAskedForItAgain() throws Exception {
        Path file = directory.resolve("lock");

        try (LockFile taken = LockFile.take(file).orElseThrow()) {
            Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
            assertThat(LockFile.take(link.resolve("lock"))).isEmpty();
            assertThat(LockFile.isTaken(link.resolve("lock"))).isTrue();

            assertThat(anotherProcessTakes(file)).isFalse();
        }
        assertThat(anotherProcessTakes(file)).isTrue();
    }

    private static boolean anotherProcessTakes(Path file) throws Exception {
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                file.toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }
}
