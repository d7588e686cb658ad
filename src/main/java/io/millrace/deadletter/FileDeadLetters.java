package io.millrace.deadletter;

import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.files.PrivateFiles;
import io.millrace.time.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dead letters in the files of a directory. Storing a dead letter twice leaves one file. */
final class FileDeadLetters implements DeadLetterStore, DeadLetterSource {

    private final Path directory;
    private @Nullable Iterator<Path> files;
    private @Nullable DirectoryLock lock;

    FileDeadLetters(Path directory) {
        this.directory = directory;
    }

    private record Letter(Path file) implements Stored {

        @Override
        public String place() {
            return file.toString();
        }

        @Override
        public String json() {
            return read(file);
        }
    }

    @Override
    public List<Unkept> keep(List<DeadLetter> letters, Deadline deadline) {
        List<Unkept> unkept = new ArrayList<>();
        for (DeadLetter letter : letters) {
            try {
                keep(DeadLetterEntry.of(letter));
            } catch (IOException | RuntimeException e) {
                unkept.add(new Unkept(letter, e));
            }
        }
        return unkept;
    }

    private void keep(DeadLetterEntry entry) throws IOException {
        byte[] json = EntryJson.write(entry);
        PrivateFiles.keep(directory.resolve(EntryName.of(entry)), out -> out.write(json));
    }

    @Override
    public List<Stored> next(int most) {
        Iterator<Path> left = files == null ? files() : files;
        files = left;
        List<Stored> next = new ArrayList<>();
        while (next.size() < most && left.hasNext()) {
            next.add(new Letter(left.next()));
        }
        return next;
    }

    private Iterator<Path> files() {
        requireDirectory();
        try {
            Path real = directory.toRealPath(); // a link to a directory is not walked through
            try (Stream<Path> all = Files.walk(real)) {
                return all.filter(file -> !file.equals(real) && file.toString().endsWith(".json"))
                        .map(file -> directory.resolve(real.relativize(file)))
                        .sorted()
                        .toList()
                        .iterator();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireDirectory() {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("There is no directory '%s'.".formatted(directory));
        }
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnreadableDeadLetterException("It is %s. An entry is a file of its own.".formatted(kind(file)));
        }
        try {
            return EntryText.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UnreadableDeadLetterException("It can't be read: %s.".formatted(e));
        }
    }

    private static String kind(Path file) {
        if (Files.isSymbolicLink(file)) {
            return "a symbolic link";
        }
        return Files.isDirectory(file) ? "a directory" : "no file";
    }

    @Override
    public void remove(Stored entry) {
        try {
            Files.deleteIfExists(((Letter) entry).file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void keepOthersOut() {
        requireDirectory();
        lock = DirectoryLock.take(directory);
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
