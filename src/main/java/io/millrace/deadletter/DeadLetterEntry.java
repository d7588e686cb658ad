package io.millrace.deadletter;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.dispatch.DeadLetter;
import java.util.Objects;

/**
 * A dead letter in its stored form.
 *
 * @param origin where the record failed
 * @param attempts how many attempts failed
 * @param failed when the attempts failed
 * @param problem the exception of the last attempt
 * @param record the complete record
 */
public record DeadLetterEntry(
        Origin origin, int attempts, DeadLetter.Failed failed, Problem problem, DynamodbStreamRecord record) {

    /** The version of the JSON that {@link EntryJson} writes. */
    static final int SCHEMA_VERSION = 1;

    private static final int LONGEST_MESSAGE = 1_000;

    /**
     * Where a record failed.
     *
     * @param table the table's name in DynamoDB
     * @param route the route's name; empty for a record that failed before any route
     * @param handler the handler's name; empty for a record that failed before any handler
     */
    public record Origin(String table, String route, String handler) {}

    /**
     * The exception of the last attempt.
     *
     * @param type the name of the exception's class
     * @param message 1,000 characters at most; empty where the exception has none
     * @param stackTrace the innermost frames of the exception and of each cause; 8,000 characters at most
     */
    public record Problem(String type, String message, String stackTrace) {

        static Problem of(Throwable cause) {
            return new Problem(
                    cause.getClass().getName(),
                    StackTrace.cut(Objects.requireNonNullElse(cause.getMessage(), ""), LONGEST_MESSAGE),
                    StackTrace.of(cause));
        }
    }

    static DeadLetterEntry of(DeadLetter letter) {
        return new DeadLetterEntry(
                new Origin(
                        letter.table(),
                        letter.failure().route(),
                        letter.failure().handler()),
                letter.failure().attempts(),
                letter.failed(),
                Problem.of(letter.failure().cause()),
                letter.record());
    }

    /**
     * Reads an entry.
     *
     * @throws UnreadableDeadLetterException if the text is not a dead letter
     */
    public static DeadLetterEntry read(String json) {
        return EntryJson.read(json);
    }
}
