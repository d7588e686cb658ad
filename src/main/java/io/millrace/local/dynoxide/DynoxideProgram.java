package io.millrace.local.dynoxide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program dynoxide, an open-source DynamoDB on SQLite.
 *
 * @param file the executable
 */
public record DynoxideProgram(Path file) {

    /** The version that the front supports. */
    public static final String VERSION = "1.2.1";

    private static final String INSTALLED = "target/dynoxide/" + VERSION;

    /**
     * Finds it.
     *
     * @param configured its path; {@code null} for the build's place below the working directory
     * @return empty if the build has fetched none for this machine
     * @throws LocalStartException if the configured path is not a program
     */
    public static Optional<DynoxideProgram> find(@Nullable Path configured) {
        if (configured == null) {
            return Optional.of(installed()).filter(Files::isExecutable).map(DynoxideProgram::new);
        }
        if (!Files.isRegularFile(configured) || !Files.isExecutable(configured)) {
            throw new LocalStartException(
                    "millrace.local.dynoxide: '%s' is not a program. It names the executable of dynoxide %s; leave it out to use the one that the build fetches."
                            .formatted(configured, VERSION),
                    null);
        }
        return Optional.of(new DynoxideProgram(configured));
    }

    private static Path installed() {
        String name = platform().startsWith("win32") ? "dynoxide.exe" : "dynoxide";
        return Path.of(INSTALLED, "node_modules", "@dynoxide", platform(), name);
    }

    /** Instructions to get it, in three lines. */
    public static String howToGetIt() {
        return """
                install npm, and start again; or run: npm install --prefix %s --no-save --ignore-scripts @dynoxide/%s@%s
                name the program: millrace.local.dynoxide: <path>
                name another DynamoDB: millrace.local.endpoint: <url>""".formatted(INSTALLED, platform(), VERSION);
    }

    /** The platform, as npm names it. */
    public static String platform() {
        return "%s-%s".formatted(system(System.getProperty("os.name")), processor(System.getProperty("os.arch")));
    }

    private static String system(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return "win32";
        }
        return lower.startsWith("mac") ? "darwin" : lower;
    }

    private static String processor(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }
}
