package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * What a source says.
 *
 * @param name as it is spelt there
 * @param value with its placeholders
 * @param origin where it stands, if that is known
 */
record Entry(WrittenName name, Object value, @Nullable Origin origin) {}
