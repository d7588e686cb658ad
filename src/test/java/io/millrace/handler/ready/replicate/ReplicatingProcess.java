package io.millrace.handler.ready.replicate;

import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.History;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A process that replicates a history into a table, for those who end it before it is done. */
final class ReplicatingProcess {

    static final int RECORDS = 3_000;

    private ReplicatingProcess() {}

    /** Starts it, with the class path of this process. */
    static Process start(URI endpoint, String table) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        classPath,
                        ReplicatingProcess.class.getName(),
                        endpoint.toString(),
                        table))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws Exception {
        LoggingSystem.get(ReplicatingProcess.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
        try (DynamoDbClient client =
                        DynamoDbServer.clientFor(URI.create(args[0])).build();
                Replicator handler = new Replica(client, args[1]).handler(Map.of())) {
            Replica.deliver(handler, History.random(21, RECORDS, 1_000));
        }
    }
}
