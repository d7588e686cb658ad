package io.millrace.handler;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names the records of a batch that failed. A handler of type {@code Function<DynamodbEvent, Void>} may throw it; all other
 * records count as done. A table function throws it when its batch stopped.
 */
public final class BatchItemFailuresException extends RuntimeException {

    private final transient Map<String, Throwable> failures;

    /**
     * @param failures why each record failed, by sequence number
     * @throws IllegalArgumentException if there are none
     */
    public BatchItemFailuresException(Map<String, ? extends Throwable> failures) {
        this("%d record(s) failed: %s".formatted(failures.size(), describe(failures)), failures);
    }

    /**
     * @param sequenceNumbers of the records that failed
     * @throws IllegalArgumentException if there are none
     */
    public BatchItemFailuresException(Collection<String> sequenceNumbers) {
        this(reported(sequenceNumbers));
    }

    private static Map<String, Throwable> reported(Collection<String> sequenceNumbers) {
        Map<String, Throwable> failures = new LinkedHashMap<>();
        sequenceNumbers.forEach(number -> failures.put(
                number, new IllegalStateException("The handler reported record %s as failed".formatted(number))));
        return failures;
    }

    /**
     * @param message the message for logs
     * @param failures why each record failed, by sequence number
     */
    public BatchItemFailuresException(String message, Map<String, ? extends Throwable> failures) {
        super(message, failures.values().stream().findFirst().orElse(null));
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("A BatchItemFailuresException names at least one record");
        }
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Returns why each record failed, by sequence number. */
    public Map<String, Throwable> failures() {
        return failures;
    }

    private static String describe(Map<String, ? extends Throwable> failures) {
        return failures.entrySet().stream()
                .limit(10)
                .map(failure ->
                        failure.getKey() + ": " + failure.getValue().getClass().getName())
                .collect(Collectors.joining(", "));
    }
}
