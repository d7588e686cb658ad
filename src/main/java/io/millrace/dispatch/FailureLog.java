package io.millrace.dispatch;

import io.millrace.change.EscapedException;
import io.millrace.change.Printable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which records stop batches. A record that fails again in the same way, as one does that blocks its shard, is told with
 * its stack once, and then by a line at growing intervals. Any thread may call.
 */
final class FailureLog {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final int MOST_BETWEEN = 256;
    private static final int MOST_CAUSES = 10;
    private static final int LONGEST_REASON = 2_000;

    /** What differs from time to time though the reason is the same: numbers of requests, times, addresses of objects. */
    private static final Pattern PASSING = Pattern.compile("[\\w-]*\\d[\\w-]{3,}|[\\w-]{4,}\\d[\\w-]*");

    private final String table;
    private final InstantSource clock;
    private final Recent<WorkId, Told> told;

    /**
     * What was said of a work.
     *
     * @param count how often it has failed for the reason
     */
    private record Told(String reason, int count, Instant since) {

        Told again() {
            return new Told(reason, count + 1, since);
        }

        /** After 1, 2, 4, 8 times and so on, and in the end after each 256. */
        boolean isDue() {
            return Integer.bitCount(count) == 1 && count < MOST_BETWEEN || count % MOST_BETWEEN == 0;
        }
    }

    FailureLog(String table, Time time) {
        this.table = table;
        this.clock = time.clock();
        this.told = new Recent<>(time.steady());
    }

    /** Says that a record stopped its batch. Returns whether that was said in full. */
    boolean stopped(Work work, Failure failure) {
        WorkId id = new WorkId(table, failure.route(), failure.handler(), work.recordId());
        String reason = reason(failure.cause());
        Optional<Told> before = told.get(id).filter(known -> known.reason().equals(reason));
        Told now = before.map(Told::again)
                .orElseGet(() -> new Told(reason, 1, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        told.put(id, now);
        if (now.count() == 1) {
            log.error(
                    "Table '{}': {} {}",
                    table,
                    Printable.shortened(work.record().getEventName()),
                    failure.where(),
                    EscapedException.of(failure.cause()));
        } else if (now.isDue()) {
            log.error(
                    "Table '{}': {} {}, {} times in the same way since {}: {}",
                    table,
                    Printable.shortened(work.record().getEventName()),
                    failure.where(),
                    now.count(),
                    now.since(),
                    Printable.of(failure.cause().toString()));
        }
        return now.count() == 1;
    }

    /** Whatever is done fails anew if it fails once more. */
    void forgetDone(List<Work> works) {
        if (!told.isEmpty()) {
            for (Work work : works) {
                work.steps().subList(0, work.stepsDone()).forEach(step -> told.remove(work.id(step, table)));
            }
        }
    }

    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            reason.append(of(cause)).append('\n');
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            String one = of(suppressed) + '\n';
            reason.append(reason.indexOf(one) < 0 ? one : "");
        }
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    private static String of(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String start = message.substring(0, Math.min(LONGEST_REASON, message.length()));
        return cause.getClass().getName() + ": " + PASSING.matcher(start).replaceAll("#");
    }
}
