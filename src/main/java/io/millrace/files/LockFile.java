package io.millrace.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock with one holder at a time on this machine. It ends with its process, however that ends; the file remains,
 * and has no meaning by itself.
 */
public final class LockFile implements AutoCloseable {

    /**
     * The files that this process has locked. It never opens them again: most systems release a process's lock when
     * it closes any channel to the file. Source: the Javadoc of {@link java.nio.channels.FileLock}.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a file, and creates it if it is missing. Empty if it is already locked, in this process or another.
     *
     * @throws IOException if the file can't be opened
     */
    public static Optional<LockFile> take(Path file) throws IOException {
        Path real = real(file);
        if (!OWN.add(real)) {
            return Optional.empty();
        }
        Optional<LockFile> taken = Optional.empty();
        try {
            taken = lock(real);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                OWN.remove(real);
            }
        }
    }

    private static Optional<LockFile> lock(Path file) throws IOException {
        FileChannel channel = PrivateFiles.openLock(file);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new LockFile(file, channel));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether a file is locked. A file that is unreadable or missing is not. */
    public static boolean isTaken(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return false;
        }
        if (OWN.contains(real(file))) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        }
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return Objects.requireNonNull(absolute.getParent()).toRealPath().resolve(absolute.getFileName());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OWN.remove(file);
        }
    }
}
