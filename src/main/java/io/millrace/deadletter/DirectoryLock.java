package io.millrace.deadletter;

import io.millrace.files.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Locks a directory, and all below it, for the redrive of this process. The lock ends with the process, however that ends;
 * its file remains and means nothing by itself.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String NAME = ".redrive.lock";

    private final LockFile file;

    private DirectoryLock(LockFile file) {
        this.file = file;
    }

    /** @throws IllegalStateException if another redrive has locked the directory, one that contains it or one in it */
    static DirectoryLock take(Path directory) {
        try {
            Path real = directory.toRealPath();
            DirectoryLock lock = lock(real);
            try {
                requireFree(real);
                return lock;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DirectoryLock lock(Path directory) throws IOException {
        return LockFile.take(directory.resolve(NAME)).map(DirectoryLock::new).orElseThrow(() -> busy(directory));
    }

    /** Looks for other locks after taking its own: of two redrives that start together, at least one sees the other. */
    private static void requireFree(Path directory) throws IOException {
        for (Path around = directory.getParent(); around != null; around = around.getParent()) {
            requireNoLock(around);
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path inside : all.filter(Files::isDirectory).toList()) {
                if (!inside.equals(directory)) {
                    requireNoLock(inside);
                }
            }
        }
    }

    private static void requireNoLock(Path directory) throws IOException {
        if (LockFile.isTaken(directory.resolve(NAME))) {
            throw busy(directory);
        }
    }

    private static IllegalStateException busy(Path directory) {
        return new IllegalStateException(
                "Another redrive handles the dead letters in '%s'. Wait until it has ended.".formatted(directory));
    }

    @Override
    public void close() {
        file.close();
    }
}
