package io.millrace.deadletter;

import static io.millrace.deadletter.Letters.letters;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.deadletter.DeadLetterSource.Stored;
import io.millrace.dispatch.DeadLetter;
import io.millrace.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileDeadLettersTests {

    @TempDir
    private Path directory;

    @Test
    void keepsWhatIsGivenAndGivesItBackInOrder() {
        List<DeadLetter> letters = letters(25);

        assertThat(store().keep(letters, Deadline.NONE)).isEmpty();

        assertThat(store().next(100))
                .extracting(stored -> DeadLetterEntry.read(stored.json()))
                .containsExactlyElementsOf(
                        letters.stream().map(DeadLetterEntry::of).toList());
    }

    @Test
    void handsOutSomeAtATime() {
        store().keep(letters(5), Deadline.NONE);
        FileDeadLetters source = store();

        assertThat(source.next(3)).hasSize(3);
        assertThat(source.next(3)).hasSize(2);
        assertThat(source.next(3)).isEmpty();
    }

    @Test
    void keepsTheSameTwiceInOneFile() {
        store().keep(letters(1), Deadline.NONE);
        store().keep(letters(1), Deadline.NONE);

        assertThat(store().next(10)).hasSize(1);
    }

    @Test
    void removesOne() {
        store().keep(letters(2), Deadline.NONE);
        List<Stored> stored = store().next(10);

        store().remove(stored.get(0));

        assertThat(store().next(10))
                .extracting(Stored::place)
                .containsExactly(stored.get(1).place());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside", "..", ".", "/etc/passwd", "a/b", "C:\\x", "\u0000", "%2e%2e", "é", ""})
    void staysInsideItsDirectoryWhateverTheNames(String name) throws IOException {
        Path inside = directory.resolve("inside");
        DynamodbStreamRecord record = insert().sequenceNumber("1").eventId(name).build();
        DeadLetter letter = Letters.of(record, name, name);
        DeadLetter hostile = new DeadLetter(name, record, letter.failure(), letter.failed());

        assertThat(new FileDeadLetters(inside).keep(List.of(hostile), Deadline.NONE))
                .isEmpty();

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).singleElement().satisfies(file -> {
                assertThat(file.toRealPath()).startsWithRaw(inside.toRealPath());
                assertThat(inside.relativize(file).getNameCount()).isEqualTo(3);
            });
        }
        assertThat(new FileDeadLetters(inside).next(1))
                .extracting(stored -> DeadLetterEntry.read(stored.json()))
                .containsExactly(DeadLetterEntry.of(hostile));
    }

    @Test
    void tellsWhatItCannotKeep() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThat(new FileDeadLetters(file).keep(letters(2), Deadline.NONE)).hasSize(2);
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        store().keep(letters(3), Deadline.NONE);

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(file -> file.toString().endsWith(".json"));
        }
    }

    @Test
    void tellsOfADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> new FileDeadLetters(Path.of("no-such-place")).next(1))
                .hasMessage("There is no directory 'no-such-place'.");
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({"., .", "., inside", "inside, ."})
    void keepsOthersOutOfADirectoryAndOfAllAroundAndInIt(String first, String second) throws IOException {
        Files.createDirectories(directory.resolve("inside"));
        FileDeadLetters one = new FileDeadLetters(directory.resolve(first));
        FileDeadLetters other = new FileDeadLetters(directory.resolve(second));
        one.keepOthersOut();

        assertThatThrownBy(other::keepOthersOut)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Another redrive handles the dead letters in '%s'. Wait until it has ended."
                        .formatted(directory.toRealPath().resolve(first).normalize()));
        assertThat(one.next(1)).isEmpty();
        one.close();
        other.keepOthersOut();
        other.close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsEntriesForTheirOwnerAlone() throws IOException {
        Path letters = directory.resolve("letters");
        new FileDeadLetters(letters).keep(letters(1), Deadline.NONE);

        try (Stream<Path> files = Files.walk(letters)) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    /** The two have the same hash, which is of 32 bits. */
    @Test
    void tellsLongNamesApartByMoreThanAHash() {
        String beginning = "x".repeat(150);
        DynamodbStreamRecord record =
                insert().sequenceNumber("1".repeat(40)).eventId(beginning).build();

        store().keep(
                        List.of(Letters.of(record, "r", beginning + "Aa"), Letters.of(record, "r", beginning + "BB")),
                        Deadline.NONE);

        assertThat(store().next(10)).hasSize(2);
    }

    private FileDeadLetters store() {
        return new FileDeadLetters(directory);
    }
}
