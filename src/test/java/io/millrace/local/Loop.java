package io.millrace.local;

import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The application with its local loop in a process of its own, and a client of the database in this one. */
final class Loop implements AutoCloseable {

    private static final Pattern DATABASE = Pattern.compile("Local DynamoDB at (http://127.0.0.1:\\d+)");

    private final Path directory;
    private final ServerProcess server;
    private final DynamoDbClient client;

    private Loop(Path directory, ServerProcess server, DynamoDbClient client) {
        this.directory = directory;
        this.server = server;
        this.client = client;
    }

    /**
     * Starts it.
     *
     * @param directory has its configuration, and gets what it writes
     * @param options of the JVM
     */
    static Loop start(Path directory, String... options) throws IOException {
        ServerProcess server = process(directory, withDatabase(List.of("--millrace.local.port=0")), options);
        Matcher database = DATABASE.matcher(server.awaitOutput("Started LoopApplication"));
        if (!database.find()) {
            throw new IllegalStateException("It has not started. It wrote:%n%s".formatted(server.output()));
        }
        return new Loop(
                directory,
                server,
                DynamoDbServer.clientFor(URI.create(database.group(1))).build());
    }

    /** What it writes when it can't start. */
    static String output(Path directory, String... arguments) throws IOException {
        try (ServerProcess server = process(directory, withDatabase(List.of(arguments)))) {
            server.awaitEnd();
            return server.output();
        }
    }

    private static List<String> withDatabase(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--millrace.local.dynoxide=" + DynamoDbServer.program().file());
        return all;
    }

    /** The application where nothing says which database there is. */
    static ServerProcess process(Path directory) throws IOException {
        return process(directory, List.of());
    }

    private static ServerProcess process(Path directory, List<String> arguments, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-D%s=%s".formatted(LoopApplication.EFFECTS, directory.resolve("effects")));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classPath(), LoopApplication.class.getName()));
        command.addAll(List.of("--spring.profiles.active=local", "--server.port=0"));

        command.addAll(arguments);
        return ServerProcess.start(directory, Files.createTempFile(directory, "output", ".txt"), command);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    DynamoDbClient client() {
        return client;
    }

    void put(String table, String id, int n) {
        client.putItem(put ->
                put.tableName(table).item(Map.of("id", AttributeValue.fromS(id), "n", AttributeValue.fromN("" + n))));
    }

    List<Effect> effects() {
        Path file = directory.resolve("effects");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split(" "))
                            .filter(parts -> parts.length == 5)
                            .map(Effect::of)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A change that was handled. */
    record Effect(String table, String item, String n, String event, long millis) {

        private static Effect of(String[] parts) {
            return new Effect(parts[0], parts[1], parts[2], parts[3], Long.parseLong(parts[4]));
        }

        /** The table and the key. */
        String place() {
            return table + " " + item;
        }
    }

    /** Ends the process at once. */
    void kill() {
        server.close();
    }

    @Override
    public void close() {
        kill();
        client.close();
    }
}
