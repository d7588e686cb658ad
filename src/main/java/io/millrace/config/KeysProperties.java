package io.millrace.config;

import io.millrace.table.KeySchema;
import org.jspecify.annotations.Nullable;

/**
 * The key attributes of a table.
 *
 * @param partition Name of the partition key attribute.
 * @param partitionType Type of the partition key: S, N or B.
 * @param sort Name of the sort key attribute. Left out for a table without one.
 * @param sortType Type of the sort key: S, N or B.
 */
record KeysProperties(
        @Nullable String partition,
        KeySchema.@Nullable Type partitionType,
        @Nullable String sort,
        KeySchema.@Nullable Type sortType) {}
