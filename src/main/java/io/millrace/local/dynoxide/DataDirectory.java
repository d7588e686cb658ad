package io.millrace.local.dynoxide;

import io.millrace.files.LockFile;
import io.millrace.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The directory of a database, for one process at a time. A temporary one is deleted when it is closed. */
final class DataDirectory implements AutoCloseable {

    private static final String TEMPORARY = "millrace-database-";
    private static final String LOCK = "lock";
    private static final String OF_DYNAMODB_LOCAL = "shared-local-instance.db";

    private final Path path;
    private final boolean temporary;
    private final LockFile lock;

    private DataDirectory(Path path, boolean temporary, LockFile lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * Opens it, and stops a database that a killed process has left running in it.
     *
     * @param directory {@code null} for a temporary one
     * @throws LocalStartException if it is not a directory, another process uses it, or it has another program's
     *     tables
     */
    static DataDirectory open(@Nullable Path directory) {
        try {
            return directory == null ? temporary() : kept(directory);
        } catch (IOException e) {
            throw new LocalStartException(
                    "%s can't be used as a directory: %s"
                            .formatted(
                                    directory == null
                                            ? "'%s'".formatted(System.getProperty("java.io.tmpdir"))
                                            : "millrace.local.data-dir: '%s'".formatted(directory),
                                    e),
                    e);
        }
    }

    private static DataDirectory kept(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
        if (Files.exists(directory.resolve(OF_DYNAMODB_LOCAL))) {
            throw new LocalStartException(
                    "millrace.local.data-dir: '%s' has the tables of DynamoDB Local, which dynoxide can't read. Name another directory, or delete '%s' and 'checkpoints' in it to start over."
                            .formatted(directory, OF_DYNAMODB_LOCAL),
                    null);
        }
        LockFile lock = lock(directory)
                .orElseThrow(() -> new LocalStartException(
                        "millrace.local.data-dir: another process uses '%s'. End it, or name another directory."
                                .formatted(directory),
                        null));
        return taken(directory, false, lock);
    }

    private static DataDirectory temporary() throws IOException {
        while (true) {
            Path directory = Files.createTempDirectory(TEMPORARY);
            Optional<LockFile> lock = lock(directory);
            if (lock.isPresent() && Files.exists(directory.resolve(LOCK))) {
                DataDirectory taken = taken(directory, true, lock.get());
                dropOthers(directory);
                return taken;
            }
            // another process has deleted it
            lock.ifPresent(LockFile::close);
        }
    }

    private static DataDirectory taken(Path directory, boolean temporary, LockFile lock) throws IOException {
        DataDirectory taken = new DataDirectory(directory, temporary, lock);
        ProcessFile.in(directory).end();
        taken.fill();
        return taken;
    }

    /** Deletes the directories that killed processes of this user have left. */
    private static void dropOthers(Path own) throws IOException {
        UserPrincipal user = Files.getOwner(own);
        List<Path> left;
        try (Stream<Path> all = Files.list(own.toAbsolutePath().getParent())) {
            left = all.filter(one -> one.getFileName().toString().startsWith(TEMPORARY))
                    .filter(one -> isOf(user, one) && Files.exists(one.resolve(LOCK)))
                    .toList();
        }
        for (Path directory : left) {
            Optional<LockFile> lock = lock(directory);
            if (lock.isPresent()) {
                taken(directory, true, lock.get()).close();
            }
        }
    }

    private static boolean isOf(UserPrincipal user, Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException e) {
            return false; // deleted meanwhile
        }
    }

    /**
     * Creates a database without tables, whose log of changes has an index and keeps a day: otherwise each write
     * would read the whole log. {@code empty.sql} describes its contents.
     */
    private void fill() throws IOException {
        if (!Files.exists(database())) {
            try (InputStream empty =
                    Objects.requireNonNull(DataDirectory.class.getResourceAsStream("empty.db"), "empty.db")) {
                PrivateFiles.write(database(), out -> empty.transferTo(out));
            }
        }
    }

    private static Optional<LockFile> lock(Path directory) throws IOException {
        return LockFile.take(directory.resolve(LOCK));
    }

    Path path() {
        return path;
    }

    Path database() {
        return path.resolve("dynoxide.db");
    }

    @Override
    public void close() {
        try (lock) {
            if (temporary) {
                FileSystemUtils.deleteRecursively(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
