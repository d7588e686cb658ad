package io.millrace.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Files and directories that nobody but their owner can read, where the file system knows owners (POSIX). What is there already
 * keeps its permissions.
 */
public final class PrivateFiles {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<OpenOption> LOCK =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private PrivateFiles() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content<E extends Exception> {
        void writeTo(OutputStream out) throws IOException, E;
    }

    /** Makes a directory and what is missing above it. */
    public static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, only(directory, "rwx------"));
        }
    }

    /**
     * Writes a file, in a directory that is made where it is missing: beside, and then moved, so that it is whole or not there,
     * whatever happens meanwhile. One of that name is replaced.
     */
    public static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        write(file, content, false);
    }

    /** The same, forced to the disk: returning means that it is there after a loss of power, too. */
    public static <E extends Exception> void keep(Path file, Content<E> content) throws IOException, E {
        write(file, content, true);
    }

    private static <E extends Exception> void write(Path file, Content<E> content, boolean force)
            throws IOException, E {
        Path directory = file.toAbsolutePath().getParent();
        createDirectories(directory == null ? file.toAbsolutePath() : directory);
        Path draft = file.resolveSibling(".%s.tmp".formatted(UUID.randomUUID()));
        try {
            try (FileChannel channel = FileChannel.open(draft, NEW, only(file, "rw-------"))) {
                OutputStream out = Channels.newOutputStream(channel);
                content.writeTo(out);
                out.flush();
                if (force) {
                    channel.force(true);
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Opens a file to lock it, and makes it where it is missing. */
    public static FileChannel openLock(Path file) throws IOException {
        return FileChannel.open(file, LOCK, only(file, "rw-------"));
    }

    private static FileAttribute<?>[] only(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
