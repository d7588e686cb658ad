package io.millrace.template;

import org.jspecify.annotations.Nullable;

/**
 * The key attributes of a table.
 *
 * @param partition {@code null} when the configuration doesn't say
 * @param sort {@code null} when there is none, or the configuration doesn't say
 */
public record TableKeys(@Nullable Key partition, @Nullable Key sort) {

    /**
     * One key attribute.
     *
     * @param type {@code null} when the configuration doesn't say
     */
    public record Key(String name, @Nullable Type type) {}

    /** What a key attribute can be. */
    public enum Type {
        S,
        N,
        B
    }
}
