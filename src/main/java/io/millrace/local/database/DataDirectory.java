package io.millrace.local.database;

import io.millrace.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of a database, for one process at a time. */
final class DataDirectory implements AutoCloseable {

    private final @Nullable FileChannel lock;

    private DataDirectory(@Nullable FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Takes it.
     *
     * @param directory {@code null} for none
     * @throws LocalStartException if it is no directory, or another process has it
     */
    static DataDirectory open(@Nullable Path directory) {
        if (directory == null) {
            return new DataDirectory(null);
        }
        try {
            PrivateFiles.createDirectories(directory);
            FileChannel channel = PrivateFiles.openLock(directory.resolve("lock"));
            if (isLocked(channel)) {
                return new DataDirectory(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new LocalStartException(
                    "millrace.local.data-dir: '%s' can't be used as a directory: %s".formatted(directory, e), e);
        }
        throw new LocalStartException(
                "millrace.local.data-dir: another process uses '%s'. End it, or name another directory."
                        .formatted(directory),
                null);
    }

    /** The lock lives as long as the channel. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
