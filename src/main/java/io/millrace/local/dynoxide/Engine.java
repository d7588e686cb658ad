package io.millrace.local.dynoxide;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the program running: if it ends unexpectedly, it is started again, unless it ends too often. */
final class Engine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");
    private static final int MOST_RESTARTS = 5;

    private final Dynoxide.Program program;
    private final DataDirectory directory;
    private final String token = UUID.randomUUID().toString();
    private volatile DynoxideProcess process;
    private boolean closed;
    private int restarts;

    private Engine(Dynoxide.Program program, DataDirectory directory) {
        this.program = program;
        this.directory = directory;
        this.process = DynoxideProcess.start(program, directory, token);
    }

    /**
     * Starts it.
     *
     * @throws LocalStartException if it does not start
     */
    static Engine start(Dynoxide.Program program, DataDirectory directory) {
        Engine engine = new Engine(program, directory);
        engine.watch();
        return engine;
    }

    /** Ctrl-C in a terminal ends the program, too, and may do so before this process knows of it. */
    private void watch() {
        DynoxideProcess watched = process;
        watched.onExit(() ->
                CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> restart(watched)));
    }

    private synchronized void restart(DynoxideProcess ended) {
        if (closed || isShuttingDown()) {
            return;
        }
        restarts++;
        if (restarts > MOST_RESTARTS) {
            log.error("The local database has ended repeatedly, {}. Restart the application", ended.exitReport());
            return;
        }
        log.error("The local database has ended, {}. It is being restarted", ended.exitReport());
        try {
            process = DynoxideProcess.start(program, directory, token);
            watch();
        } catch (RuntimeException e) {
            log.error("The local database can't be restarted", e);
        }
    }

    /** The runtime accepts no hooks any more then. */
    private static boolean isShuttingDown() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** The current address of its DynamoDB API. */
    URI api() {
        return process.api();
    }

    /** The current address of its tools, with the token. */
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
