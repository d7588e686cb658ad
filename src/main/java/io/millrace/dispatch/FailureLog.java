package io.millrace.dispatch;

import io.millrace.change.EscapedException;
import io.millrace.change.Printable;
import io.millrace.time.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which records stop batches. A record that fails again in the same way, as one does that blocks its shard, is told with
 * its stack once, and then by a line at growing intervals. Any thread may call.
 */
final class FailureLog {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final String table;
    private final InstantSource clock;
    private final Recent<WorkId, Told> told;

    /**
     * What was said of a work.
     *
     * @param since when it failed for that reason first
     */
    private record Told(Recurrence recurrence, Instant since) {}

    FailureLog(String table, Time time) {
        this.table = table;
        this.clock = time.clock();
        this.told = new Recent<>(time.steady());
    }

    /** Says that a record stopped its batch. Returns whether that was said in full. */
    boolean stopped(Work work, Failure failure) {
        WorkId id = new WorkId(table, failure.route(), failure.handler(), work.recordId());
        Told now = now(failure.cause(), told.get(id).orElse(null));
        told.put(id, now);
        if (now.recurrence().isFirst()) {
            log.error(
                    "Table '{}': {} {}",
                    table,
                    Printable.shortened(work.record().getEventName()),
                    failure.where(),
                    EscapedException.of(failure.cause()));
        } else if (now.recurrence().isDue()) {
            log.error(
                    "Table '{}': {} {}, {} times in the same way since {}: {}",
                    table,
                    Printable.shortened(work.record().getEventName()),
                    failure.where(),
                    now.recurrence().times(),
                    now.since(),
                    Printable.of(failure.cause().toString()));
        }
        return now.recurrence().isFirst();
    }

    private Told now(Throwable cause, @Nullable Told before) {
        Recurrence recurrence = Recurrence.of(cause, before == null ? null : before.recurrence());
        return before == null || recurrence.isFirst()
                ? new Told(recurrence, clock.instant().truncatedTo(ChronoUnit.SECONDS))
                : new Told(recurrence, before.since());
    }

    /** Whatever is done fails anew if it fails once more. */
    void forgetDone(List<Work> works) {
        if (!told.isEmpty()) {
            for (Work work : works) {
                work.steps().subList(0, work.stepsDone()).forEach(step -> told.remove(work.id(step, table)));
            }
        }
    }
}
