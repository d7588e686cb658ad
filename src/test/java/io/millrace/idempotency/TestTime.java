package io.millrace.idempotency;

import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that only the test moves, and waits that are noted instead of waited. */
final class TestTime {

    /** The database takes away what has expired by the time of the machine. */
    static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

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
