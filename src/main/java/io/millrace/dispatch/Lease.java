package io.millrace.dispatch;

import java.time.Instant;

/**
 * For whom and how long works are claimed.
 *
 * @param owner one delivery of one batch; no two have the same
 * @param end after this instant anyone may claim the works
 */
public record Lease(String owner, Instant end) {}
