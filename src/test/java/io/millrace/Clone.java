package io.millrace;

import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The sources in a directory of their own, to build them as somebody else would. Needs no network: the build that runs the
 * test has all that Maven wants.
 */
record Clone(Path directory, boolean compiled) {

    static Clone into(Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        for (String name : List.of("src", "config", "events", ".mvn")) {
            FileSystemUtils.copyRecursively(Path.of(name), directory.resolve(name));
        }
        Files.copy(Path.of("pom.xml"), directory.resolve("pom.xml"));
        return new Clone(directory, false);
    }

    /** With the classes that this build has made, which are not compiled again. */
    static Clone compiled(Path directory) throws IOException {
        Clone clone = into(directory);
        FileSystemUtils.copyRecursively(Path.of("target", "classes"), directory.resolve(Path.of("target", "classes")));
        return new Clone(clone.directory, true);
    }

    /** Starts Maven; its output goes to the file {@code output}. */
    ServerProcess maven(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        command.addAll(List.of("-o", "-B", "-Dmaven.repo.local=" + System.getProperty("localRepository")));
        if (compiled) {
            command.addAll(List.of("-Dmaven.main.skip", "-Dmaven.test.skip"));
        }
        command.addAll(List.of(arguments));
        return ServerProcess.start(directory, directory.resolve("output"), command);
    }
}
