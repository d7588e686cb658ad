package io.millrace.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The DynamoDB table for routes with {@code idempotency: dynamodb}.
 *
 * @param table Name of the table. Its partition key is "id", a string; its time-to-live attribute is "expires".
 * @param ttl How long the table remembers that a handler has completed a change.
 */
record IdempotencyProperties(
        @DefaultValue("millrace-idempotency") String table,
        @DefaultValue("24h") Duration ttl) {}
