package io.millrace.dispatch;

import java.time.Instant;

/**
 * How often a work failed, but not for the last time: the deliveries ended before.
 *
 * @param attempts how many attempts failed in all deliveries, from 1
 * @param first when the first one failed
 */
public record Tried(int attempts, Instant first) {}
