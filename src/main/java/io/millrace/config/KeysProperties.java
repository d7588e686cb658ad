package io.millrace.config;

import org.jspecify.annotations.Nullable;

/**
 * The key attributes of a table.
 *
 * @param partition Name of the partition key attribute.
 * @param sort Name of the sort key attribute. Left out for a table without one.
 */
record KeysProperties(@Nullable String partition, @Nullable String sort) {}
