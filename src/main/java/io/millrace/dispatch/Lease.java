package io.millrace.dispatch;

import java.time.Instant;

/**
 * The owner and the end of claims.
 *
 * @param owner identifies one delivery of one batch
 * @param end after this instant others may claim the works
 */
public record Lease(String owner, Instant end) {}
