package io.millrace.local.database;

import io.millrace.local.dynoxide.Dynoxide;
import io.millrace.mapping.Deployment;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database: one that Millrace starts, or another one that is running.
 *
 * @param ours the one that Millrace starts; {@code null} for another
 * @param description for the log
 * @param createsTables whether missing tables are created
 */
record Server(URI endpoint, @Nullable Dynoxide ours, String description, boolean createsTables)
        implements AutoCloseable {

    /**
     * Starts it, if it is not another one.
     *
     * @param written called after each request that may have changed an item, if this database can report it
     * @return empty if there is no program to start
     */
    static Optional<Server> start(Deployment.Local local, InstantSource clock, Runnable written) {
        Deployment.Other other = local.other();
        return other == null
                ? Dynoxide.Program.find(local.program()).map(program -> start(program, local, clock, written))
                : Optional.of(new Server(
                        other.endpoint(), null, "DynamoDB at %s".formatted(other.endpoint()), other.createTables()));
    }

    private static Server start(
            Dynoxide.Program program, Deployment.Local local, InstantSource clock, Runnable written) {
        Dynoxide started = Dynoxide.start(program, local.port(), local.dataDir(), clock, written);
        String where = local.dataDir() == null ? "in memory" : "in " + local.dataDir();
        String description = "Local DynamoDB at %s, %s".formatted(started.endpoint(), where);
        return new Server(started.endpoint(), started, description, true);
    }

    boolean isOurs() {
        return ours != null;
    }

    @Override
    public void close() {
        if (ours != null) {
            ours.close();
        }
    }
}
