package io.millrace.local.dynoxide;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB with streams on 127.0.0.1, with one set of tables for all Regions and credentials. It serves any client
 * on this machine. Thread-safe.
 */
public final class Dynoxide implements AutoCloseable {

    private final DataDirectory directory;
    private final Engine engine;
    private final Front front;
    private final Expiry expiry;

    private Dynoxide(DataDirectory directory, Engine engine, Front front, Expiry expiry) {
        this.directory = directory;
        this.engine = engine;
        this.front = front;
        this.expiry = expiry;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param directory where the tables are stored; {@code null} for in memory
     * @param written called after each request that may have changed an item
     * @throws LocalStartException if it can't start; the message says what to do
     */
    public static Dynoxide start(
            Program program, int port, @Nullable Path directory, InstantSource clock, Runnable written) {
        DataDirectory data = DataDirectory.open(directory);
        try {
            Engine engine = Engine.start(program, data);
            try {
                return start(data, engine, port, clock, written);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static Dynoxide start(DataDirectory data, Engine engine, int port, InstantSource clock, Runnable written) {
        Backend backend = new Backend(engine::api);
        StreamRegistry registry = StreamRegistry.in(data.path());
        StreamLog log = new StreamLog(new EngineLog(backend), new KeptRecords(data.path()));
        TableStreams streams = new TableStreams(registry, log, backend, clock);
        streams.settle();
        Calls calls = new Calls(
                new ItemCalls(backend, written),
                new TableCalls(backend, streams),
                new StreamCalls(registry, log, clock));
        Front front = Front.listen(port, calls);
        return new Dynoxide(data, engine, front, Expiry.start(engine, calls, written));
    }

    /** The address where it listens. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** Stops it. Stored tables are on the disk. */
    @Override
    public void close() {
        expiry.close();
        front.close();
        engine.close();
        directory.close();
    }

    /**
     * The program dynoxide, an open-source DynamoDB on SQLite.
     *
     * @param file the executable
     */
    public record Program(Path file) {

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
        public static Optional<Program> find(@Nullable Path configured) {
            if (configured == null) {
                return Optional.of(installed()).filter(Files::isExecutable).map(Program::new);
            }
            if (!Files.isRegularFile(configured) || !Files.isExecutable(configured)) {
                throw new LocalStartException(
                        "millrace.local.dynoxide: '%s' is not a program. It names the executable of dynoxide %s; leave it out to use the one that the build fetches."
                                .formatted(configured, VERSION),
                        null);
            }
            return Optional.of(new Program(configured));
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
}
