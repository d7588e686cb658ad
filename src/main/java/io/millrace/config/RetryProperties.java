package io.millrace.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a handler that fails is called again at once.
 *
 * @param maxAttempts How often the handler is called for a change, the first time included.
 * @param backoff How long to wait before the second attempt. Up to a half is added or taken away by chance.
 * @param multiplier How many times longer each further wait is.
 * @param maxBackoff The longest wait.
 * @param on Exceptions that are worth another attempt, by class name. Any exception when left out.
 * @param notOn Exceptions that are not worth another attempt, by class name.
 */
record RetryProperties(
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("200ms") Duration backoff,
        @DefaultValue("2") double multiplier,
        @DefaultValue("10s") Duration maxBackoff,
        @DefaultValue List<Class<? extends Throwable>> on,
        @DefaultValue List<Class<? extends Throwable>> notOn) {}
