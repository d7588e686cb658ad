package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

    @TempDir
    private Path directory;

    @Test
    void refusesTablesOfDynamoDbLocal() throws IOException {
        Files.createFile(directory.resolve("shared-local-instance.db"));

        assertThatThrownBy(() -> DataDirectory.open(directory))
                .isInstanceOf(LocalStartException.class)
                .hasMessage(
                        "millrace.local.data-dir: '%s' has the tables of DynamoDB Local, which dynoxide can't read. Name another directory, or delete 'shared-local-instance.db' and 'checkpoints' in it to start over.",
                        directory);
    }

    @Test
    void isForOneProcessAtATime() {
        try (DataDirectory taken = DataDirectory.open(directory)) {
            assertThat(taken.database()).exists();
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessage(
                            "millrace.local.data-dir: another process uses '%s'. End it, or name another directory.",
                            directory);
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void saysWhatIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(LocalStartException.class)
                .hasMessageStartingWith("millrace.local.data-dir: '%s' can't be used as a directory: ", file);
    }

    @Test
    void endsTheDatabaseOfAProcessThatWasKilled() throws Exception {
        Process left = sleeping();
        ProcessFile.in(directory).write(left.toHandle());

        DataDirectory.open(directory).close();

        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("process")).doesNotExist();
    }

    @Test
    void leavesAnotherProcessOfThatNumberAlone() throws Exception {
        Process other = sleeping();
        Files.writeString(directory.resolve("process"), other.pid() + "\n2026-01-01T00:00:00Z\n");

        DataDirectory.open(directory).close();

        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }

    @Test
    void leavesNothingOfATemporaryOne() throws IOException {
        Path temporary;
        try (DataDirectory taken = DataDirectory.open(null)) {
            temporary = taken.path();
            assertThat(taken.database()).exists();
        }
        assertThat(temporary).doesNotExist();
    }

    @Test
    void dropsTemporaryOnesOfProcessesThatWereKilled() throws Exception {
        Path left = Files.createTempDirectory("millrace-database-");
        Files.createFile(left.resolve("lock"));
        Process database = sleeping();
        ProcessFile.in(left).write(database.toHandle());

        DataDirectory.open(null).close();

        assertThat(left).doesNotExist();
        assertThat(database.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAloneATemporaryOneThatIsJustBeingMade() throws IOException {
        Path begun = Files.createTempDirectory("millrace-database-");

        DataDirectory.open(null).close();

        assertThat(begun).exists();
        Files.delete(begun);
    }

    /** A process that ends with the test at the latest. */
    private static Process sleeping() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}
