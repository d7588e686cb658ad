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
 * Logs what fails. A record that fails again in the same way, as one does that blocks its shard, is logged with its stack
 * once, and then by a line at growing intervals.
 */
final class DispatchLog implements DispatchListener {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final String table;
    private final InstantSource clock;
    private final Recent<WorkId, Logged> logged;

    /**
     * What was logged for a work.
     *
     * @param since when it failed for that reason first
     */
    private record Logged(Recurrence recurrence, Instant since) {}

    DispatchLog(String table, Time time) {
        this.table = table;
        this.clock = time.clock();
        this.logged = new Recent<>(time.steady());
    }

    @Override
    public void retry(Retry retry) {
        log.info("{}, again in {} ms", retry.failure(), retry.delay().toMillis());
    }

    @Override
    public void stopped(RecordFailed record) {
        Logged now = note(record);
        Failure failure = record.failure();
        if (now.recurrence().isFirst()) {
            log.error(
                    "Table '{}': {} {}",
                    table,
                    record.eventName(),
                    failure.where(),
                    EscapedException.of(failure.cause()));
            record.notStored().ifPresent(reason -> notStored(failure, reason));
        } else if (now.recurrence().isDue()) {
            log.error(
                    "Table '{}': {} {}, {} times in the same way since {}: {}",
                    table,
                    record.eventName(),
                    failure.where(),
                    now.recurrence().times(),
                    now.since(),
                    Printable.of(failure.cause().toString()));
        }
    }

    private void notStored(Failure failure, Throwable reason) {
        log.error(
                "Table '{}': record {} can't be kept as a dead letter",
                table,
                failure.sequenceNumber(),
                EscapedException.of(reason));
    }

    private Logged note(RecordFailed record) {
        if (!record.batch().redelivered()) {
            return now(record.failure().cause(), null);
        }
        Logged now = now(record.failure().cause(), logged.get(record.work()).orElse(null));
        logged.put(record.work(), now);
        return now;
    }

    private Logged now(Throwable cause, @Nullable Logged before) {
        Recurrence recurrence = Recurrence.of(cause, before == null ? null : before.recurrence());
        return before == null || recurrence.isFirst()
                ? new Logged(recurrence, clock.instant().truncatedTo(ChronoUnit.SECONDS))
                : new Logged(recurrence, before.since());
    }

    @Override
    public void skipped(RecordFailed record) {
        Failure failure = record.failure();
        log.warn(
                "Table '{}': {} {}, skipped",
                table,
                record.eventName(),
                failure.where(),
                EscapedException.of(failure.cause()));
    }

    /** Without the stack, which the dead letter contains. */
    @Override
    public void deadLettered(RecordFailed record) {
        Failure failure = record.failure();
        String cause = Printable.of(failure.cause().toString());
        log.warn("Table '{}': {} {}: {}, kept as a dead letter", table, record.eventName(), failure.where(), cause);
    }

    @Override
    public void claimDelayed(ClaimDelayed claim) {
        WorkId work = claim.work();
        log.warn(
                "Table '{}': record {} waits for handler '{}' of route '{}', which {} handles until {} at the latest",
                table,
                work.record().sequenceNumber(),
                work.handler(),
                work.route(),
                claim.holder().owner(),
                claim.holder().end());
    }

    @Override
    public void outOfTime(OutOfTime batch) {
        log.warn("Table '{}': time is running out, stopped before record {}", table, batch.next());
    }

    /** Forgets completed works: a later failure of one is a new one. */
    void forgetDone(List<Work> works) {
        if (!logged.isEmpty()) {
            for (Work work : works) {
                work.steps().subList(0, work.stepsDone()).forEach(step -> logged.remove(work.id(step, table)));
            }
        }
    }
}
