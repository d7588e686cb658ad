package io.millrace.local.dynoxide;

import java.net.URI;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the program running on a directory: one that ends by itself is started again, until it ends too often. */
final class Engine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");
    private static final int MOST_RESTARTS = 5;

    private final DynoxideProgram program;
    private final DataDirectory directory;
    private final String token = UUID.randomUUID().toString();
    private volatile DynoxideProcess process;
    private boolean closed;
    private int restarts;

    private Engine(DynoxideProgram program, DataDirectory directory) {
        this.program = program;
        this.directory = directory;
        this.process = DynoxideProcess.start(program, directory, token);
    }

    /**
     * Starts it.
     *
     * @throws LocalStartException if it does not start
     */
    static Engine start(DynoxideProgram program, DataDirectory directory) {
        Engine engine = new Engine(program, directory);
        engine.watch();
        return engine;
    }

    private void watch() {
        DynoxideProcess watched = process;
        watched.onExit(() -> restart(watched));
    }

    private synchronized void restart(DynoxideProcess ended) {
        if (closed) {
            return;
        }
        restarts++;
        if (restarts > MOST_RESTARTS) {
            log.error(
                    "The local database has ended, {}. It ends again and again; start the application anew",
                    ended.said());
            return;
        }
        log.error("The local database has ended, {}. It is started again", ended.said());
        try {
            process = DynoxideProcess.start(program, directory, token);
            watch();
        } catch (RuntimeException e) {
            log.error("The local database can't be started again", e);
        }
    }

    /** Where it speaks DynamoDB just now. */
    URI api() {
        return process.api();
    }

    /** Where its tools are called just now, with the token. */
    URI tools() {
        return process.tools();
    }

    String token() {
        return token;
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.end();
    }
}
