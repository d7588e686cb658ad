package io.millrace.dispatch;

import java.time.Instant;

/**
 * The failed attempts of a work for which deliveries ended before its last attempt.
 *
 * @param attempts how many attempts failed in all deliveries, from 1
 * @param first when the first one failed
 */
public record Tried(int attempts, Instant first) {}
