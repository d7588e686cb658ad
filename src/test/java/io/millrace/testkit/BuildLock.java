package io.millrace.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one of the build's processes at a time fill a directory that they share. */
final class BuildLock {

    private BuildLock() {}

    /** What is done by one at a time. */
    interface Work<T> {

        T run() throws IOException;
    }

    static synchronized <T> T hold(Path directory, Work<T> work) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel file = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            return work.run();
        }
    }
}
