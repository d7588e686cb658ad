package io.millrace.local.dynoxide;

import io.millrace.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The directory of a database, for one process at a time. One without a name of its own goes when it is closed. */
final class DataDirectory implements AutoCloseable {

    private static final String TEMPORARY = "millrace-database-";
    private static final String OF_DYNAMODB_LOCAL = "shared-local-instance.db";

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private DataDirectory(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * Takes it, and ends the database that a process which was killed has left running in it.
     *
     * @param directory {@code null} for one that nobody keeps
     * @throws LocalStartException if it is no directory, another process has it, or another program's tables are in it
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
                    "millrace.local.data-dir: '%s' has the tables of DynamoDB Local, which can't be read here. Name another directory, or delete '%s' and 'checkpoints' in it to begin anew."
                            .formatted(directory, OF_DYNAMODB_LOCAL),
                    null);
        }
        FileChannel lock = lock(directory);
        if (lock == null) {
            throw new LocalStartException(
                    "millrace.local.data-dir: another process uses '%s'. End it, or name another directory."
                            .formatted(directory),
                    null);
        }
        return taken(directory, false, lock);
    }

    private static DataDirectory temporary() throws IOException {
        Path directory = Files.createTempDirectory(TEMPORARY);
        DataDirectory taken = taken(directory, true, Objects.requireNonNull(lock(directory)));
        dropOthers(directory);
        return taken;
    }

    private static DataDirectory taken(Path directory, boolean temporary, FileChannel lock) throws IOException {
        DataDirectory taken = new DataDirectory(directory, temporary, lock);
        ProcessFile.in(directory).end();
        taken.fill();
        return taken;
    }

    /** Drops what processes of this user that were killed have left. */
    private static void dropOthers(Path own) throws IOException {
        UserPrincipal user = Files.getOwner(own);
        List<Path> left;
        try (Stream<Path> all = Files.list(own.toAbsolutePath().getParent())) {
            left = all.filter(one -> one.getFileName().toString().startsWith(TEMPORARY))
                    .filter(one -> isOf(user, one))
                    .toList();
        }
        for (Path directory : left) {
            FileChannel lock = lock(directory);
            if (lock != null) {
                taken(directory, true, lock).close();
            }
        }
    }

    private static boolean isOf(UserPrincipal user, Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    /**
     * A database without tables, whose log of changes has an index and keeps a day: without these each write would read the whole
     * log. {@code empty.sql} beside it says what is in it.
     */
    private void fill() throws IOException {
        if (!Files.exists(database())) {
            try (InputStream empty =
                    Objects.requireNonNull(DataDirectory.class.getResourceAsStream("empty.db"), "empty.db")) {
                PrivateFiles.write(database(), out -> empty.transferTo(out));
            }
        }
    }

    /** {@code null} where another has it. The lock lives as long as the channel. */
    private static @Nullable FileChannel lock(Path directory) throws IOException {
        FileChannel channel = PrivateFiles.openLock(directory.resolve("lock"));
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // one of this process has it
        }
        channel.close();
        return null;
    }

    Path path() {
        return path;
    }

    Path database() {
        return path.resolve("dynoxide.db");
    }

    @Override
    public void close() {
        try {
            if (temporary) {
                FileSystemUtils.deleteRecursively(path);
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
