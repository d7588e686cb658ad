package io.millrace.local.dynoxide;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Removes expired items, which the program does only on request. */
final class Expiry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final String SWEEP = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"sweep_ttl","arguments":{}}}""";

    private final Engine engine;
    private final Calls calls;
    private final Runnable written;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dynamodb-expiry");
        thread.setDaemon(true);
        return thread;
    });

    private Expiry(Engine engine, Calls calls, Runnable written) {
        this.engine = engine;
        this.calls = calls;
        this.written = written;
    }

    /**
     * Starts the removal.
     *
     * @param written called after items are removed
     */
    static Expiry start(Engine engine, Calls calls, Runnable written) {
        Expiry expiry = new Expiry(engine, calls, written);
        expiry.timer.scheduleWithFixedDelay(expiry::run, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return expiry;
    }

    private void run() {
        try {
            if (calls.between(this::sweep) > 0) {
                written.run();
            }
        } catch (RuntimeException e) {
            log.warn("Expired items can't be removed now: {}", e.getMessage());
        }
    }

    private int sweep() {
        HttpRequest request = HttpRequest.newBuilder(engine.tools())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Authorization", "Bearer " + engine.token())
                .timeout(Duration.ofMinutes(1))
                .POST(HttpRequest.BodyPublishers.ofString(SWEEP))
                .build();
        Answer answer = Backend.send(request);
        try {
            JsonNode text = answer.json().path("result").path("content").path(0).path("text");
            return Json.MAPPER.readTree(text.asString()).path("items_deleted").intValue();
        } catch (JacksonException | ClassCastException e) {
            throw new IllegalStateException("status %d, %s".formatted(answer.status(), new String(answer.body())), e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
