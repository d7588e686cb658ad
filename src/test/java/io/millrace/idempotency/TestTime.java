package io.millrace.idempotency;

import io.millrace.dispatch.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that only the test moves, and waits that are noted instead of waited. */
final class TestTime {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    Time time() {
        return new Time(now::get, waits::add);
    }

    void pass(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    List<Duration> waits() {
        return waits;
    }
}
