package io.millrace.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a handler that fails is called again within the batch.
 *
 * @param maxAttempts How often the handler is called for a change, including the first call.
 * @param backoff How long to wait before the second attempt. A random part of up to a half is added or subtracted.
 * @param multiplier The factor by which each further wait is longer.
 * @param maxBackoff The longest wait.
 * @param on Exceptions after which the handler is called again, by class name. Any exception when left out.
 * @param notOn Exceptions after which the handler is not called again, by class name.
 */
record RetryProperties(
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("200ms") Duration backoff,
        @DefaultValue("2") double multiplier,
        @DefaultValue("10s") Duration maxBackoff,
        @DefaultValue List<Class<? extends Throwable>> on,
        @DefaultValue List<Class<? extends Throwable>> notOn) {}
