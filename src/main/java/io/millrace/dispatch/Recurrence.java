package io.millrace.dispatch;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often something has failed in the same way, so that it is logged in full once, and then by a line at growing intervals.
 *
 * @param reason what repeats each time: request IDs, times and object addresses are removed
 * @param times from 1
 */
public record Recurrence(String reason, int times) {

    private static final int MOST_BETWEEN = 256;
    private static final int MOST_CAUSES = 10;
    private static final int LONGEST_REASON = 2_000;

    /** Parts of a message that vary though the reason is the same. */
    private static final Pattern PASSING = Pattern.compile("[\\w-]*\\d[\\w-]{3,}|[\\w-]{4,}\\d[\\w-]*");

    /**
     * Counts a failure, which continues the previous count if the reason is the same.
     *
     * @param before the previous failure; {@code null} for none
     */
    public static Recurrence of(Throwable failure, @Nullable Recurrence before) {
        return of(reason(failure), before);
    }

    /** The same for a reason that is not an exception. */
    public static Recurrence of(String reason, @Nullable Recurrence before) {
        return before == null || !before.reason.equals(reason)
                ? new Recurrence(reason, 1)
                : new Recurrence(reason, before.times + 1);
    }

    /** Whether this is the first failure in a row with its reason. */
    public boolean isFirst() {
        return times == 1;
    }

    /** Whether to log it: after 1, 2, 4, 8 times and so on, and in the end after each 256. */
    public boolean isDue() {
        return Integer.bitCount(times) == 1 && times < MOST_BETWEEN || times % MOST_BETWEEN == 0;
    }

    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            reason.append(text(cause)).append('\n');
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            String one = text(suppressed) + '\n';
            reason.append(reason.indexOf(one) < 0 ? one : "");
        }
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    private static String text(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String start = message.substring(0, Math.min(LONGEST_REASON, message.length()));
        return cause.getClass().getName() + ": " + PASSING.matcher(start).replaceAll("#");
    }
}
