package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * A name and its value in one source.
 *
 * @param name as the source spells it
 * @param value with its placeholders
 * @param origin where it stands, if that is known
 */
record Entry(WrittenName name, Object value, @Nullable Origin origin) {}
