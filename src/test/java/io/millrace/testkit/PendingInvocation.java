package io.millrace.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An event on its way through the runtime. The first of answer, end of the process and limit decides its outcome. */
final class PendingInvocation {

    private final String id = UUID.randomUUID().toString();
    private final CompletableFuture<Optional<Invocation>> outcome = new CompletableFuture<>();
    private final byte[] event;
    private final Duration remaining;
    private final ProcessOutput output;
    private volatile long logStart;

    /**
     * @param remaining how long the function has from the moment it takes the event
     */
    PendingInvocation(byte[] event, Duration remaining, ProcessOutput output) {
        this.event = event;
        this.remaining = remaining;
        this.output = output;
    }

    Duration remaining() {
        return remaining;
    }

    String id() {
        return id;
    }

    byte[] take() {
        logStart = output.length();
        return event;
    }

    void answer(boolean succeeded, String body) {
        outcome.complete(Optional.of(new Invocation(succeeded, body, output.from(logStart))));
    }

    void abandon() {
        outcome.complete(Optional.empty());
    }

    Optional<Invocation> await(Duration limit) {
        return outcome.completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
