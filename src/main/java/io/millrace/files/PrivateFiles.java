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
 * Files and directories that only their owner can read, if the file system has owners (POSIX). Existing ones keep
 * their permissions.
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

    /** Creates a directory and its missing parents. */
    public static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, only(directory, "rwx------"));
        }
    }

    /**
     * Writes a file, and creates its directory if it is missing. The file is written under another name and then
     * moved, so that it is always complete or absent. An existing file is replaced.
     */
    public static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        write(file, content, false);
    }

    /** The same, forced to the disk: when this returns, the file survives a loss of power. */
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

    /** Opens a file to lock it, and creates it if it is missing. */
    static FileChannel openLock(Path file) throws IOException {
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
