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
 * A lock that one holder of all on this machine has. It ends with its process, whatever ends that; the file stays, and means
 * nothing by itself.
 */
public final class LockFile implements AutoCloseable {

    /**
     * What this process has locked, which it never opens again: most systems take back a process's lock when it closes any of
     * the channels that it has to the file. Source: the Javadoc of {@link java.nio.channels.FileLock}.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a file, which is made where it is missing; empty where another has it, in this process or elsewhere.
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

    /** Whether somebody has locked a file. One that can't be read, or is not there, nobody has. */
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
