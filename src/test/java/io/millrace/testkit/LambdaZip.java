package io.millrace.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The deployment package for Lambda.
 *
 * @param file the zip
 */
public record LambdaZip(Path file) {

    /** The zip of this build, in {@code target} of the working directory. */
    public static LambdaZip ofThisBuild() {
        return in(Path.of("target"));
    }

    /** The zip of a build with this {@code target} directory. */
    public static LambdaZip in(Path directory) {
        List<Path> zips = zipsIn(directory);
        if (zips.size() != 1) {
            throw new IllegalStateException(
                    "Directory '%s' holds %s, not one millrace-<version>-lambda.zip. Run 'mvn clean package' first."
                            .formatted(directory, zips));
        }
        return new LambdaZip(zips.get(0));
    }

    /** Unpacks everything and returns the directory, ready to be a task root. */
    public Path unpackInto(Path directory) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                unpack(zip, entry, directory.toAbsolutePath().normalize());
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Unpacks everything and puts another application in the place of the one there.
     *
     * @param application a class without others within; the environment has to name it as {@code MAIN_CLASS}
     * @param configuration its {@code config/application.yml}
     */
    public Path unpackInto(Path directory, Class<?> application, String configuration) {
        Path taskRoot = unpackInto(directory);
        String file = application.getName().replace('.', '/') + ".class";
        try (InputStream in = application.getResourceAsStream("/" + file)) {
            Files.writeString(taskRoot.resolve("config/application.yml"), configuration);
            write(in, taskRoot.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taskRoot;
    }

    private void unpack(ZipFile zip, ZipEntry entry, Path directory) throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new IllegalArgumentException("Entry '%s' of '%s' points outside of the directory it is unpacked into."
                    .formatted(entry.getName(), file));
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            try (InputStream in = zip.getInputStream(entry)) {
                write(in, target);
            }
        }
    }

    private static void write(InputStream in, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(in, target);
    }

    private static List<Path> zipsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var zips = Files.newDirectoryStream(directory, "millrace-*-lambda.zip")) {
            return StreamSupport.stream(zips.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
