package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The packages of {@code src/test/servers/package.json}, installed once in a build. */
final class NodeModules {

    /** Where they are installed. */
    static final Path DIRECTORY = Path.of("target/servers").toAbsolutePath();

    private static final Path SOURCE = Path.of("src/test/servers");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "loopback.cjs");
    private static final String LOCK = "package-lock.json";
    private static final Path INSTALLED = DIRECTORY.resolve("node_modules/.installed");

    private static final int OLDEST_NODE = 20;
    private static final Pattern NODE = Pattern.compile("v(\\d+)\\..*\\s*");

    private NodeModules() {}

    /** Installs them unless they are there. Where Node or npm is not installed, the test is skipped. */
    static synchronized void install() {
        assumeNode();
        try {
            BuildLock.hold(DIRECTORY, () -> {
                installChanged();
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void installChanged() throws IOException {
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isInstalled()) {
            installAll();
        }
    }

    static void assumeNode() {
        Assumptions.assumeTrue(hasNode(), "Node %d or later is not installed".formatted(OLDEST_NODE));
        Assumptions.assumeTrue(Command.run(Path.of("."), "npm", "--version").succeeded(), "npm is not installed");
    }

    private static void installAll() throws IOException {
        Command npm = Command.run(DIRECTORY, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (!npm.succeeded()) {
            throw new IllegalStateException("npm can't install the servers:%n%s".formatted(npm.output()));
        }
        Files.copy(SOURCE.resolve(LOCK), INSTALLED);
    }

    private static boolean isInstalled() throws IOException {
        return Files.exists(INSTALLED) && Files.mismatch(SOURCE.resolve(LOCK), INSTALLED) < 0;
    }

    private static boolean hasNode() {
        Matcher version =
                NODE.matcher(Command.run(Path.of("."), "node", "--version").output());
        return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST_NODE;
    }
}
