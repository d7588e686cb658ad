package io.millrace.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The DynamoDB table for routes with {@code idempotency: dynamodb}.
 *
 * @param table Name of the table. Its partition key is "id", a string; its time-to-live attribute is "expires".
 * @param ttl How long it is remembered that a handler has done a change.
 */
record IdempotencyProperties(
        @DefaultValue("millrace-idempotency") String table,
        @DefaultValue("24h") Duration ttl) {}
