package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server in Node or Python, in a process of its own on a free port of the loopback interface. It ends with this process at the
 * latest. Where what it needs is not installed, the test that starts it is skipped.
 */
public final class LocalServer implements AutoCloseable {

    private final ServerProcess process;

    private LocalServer(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts a package of {@code src/test/servers/package.json}, and returns when it listens.
     *
     * @param cli its program below {@code node_modules}
     * @param variables further ones in its environment
     */
    public static LocalServer node(String cli, Map<String, String> variables, String... arguments) {
        NodeModules.install();
        List<String> command = new ArrayList<>(List.of("node", "--require", "./loopback.cjs", "node_modules/" + cli));
        command.addAll(List.of(arguments));
        return start(command, variables);
    }

    /** Skips the test where Node, which {@link #node} takes, is not installed. */
    public static void assumeNode() {
        NodeModules.assumeNode();
    }

    /** Starts a program of {@code src/test/servers} that needs botocore, and returns when it listens. */
    public static LocalServer python(String program, String... arguments) {
        String file = Path.of("src/test/servers", program).toAbsolutePath().toString();
        List<String> command = new ArrayList<>(List.of(Botocore.python(), "-B", file));
        command.addAll(List.of(arguments));
        return start(command, Map.of());
    }

    private static LocalServer start(List<String> command, Map<String, String> variables) {
        try {
            Path directory = Files.createDirectories(NodeModules.DIRECTORY);
            Path output = Files.createTempFile(directory, "server", ".log");
            ServerProcess process = ServerProcess.start(directory, output, command, variables);
            process.awaitOutput("Listens on port");
            return new LocalServer(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + process.port());
    }

    @Override
    public void close() {
        process.close();
    }
}
