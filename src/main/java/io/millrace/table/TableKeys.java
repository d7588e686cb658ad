package io.millrace.table;

import io.millrace.change.Numbers;
import java.util.Base64;
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
        B;

        /** Whether a key may be what a text says: any text, a number, or a binary in Base64. */
        public boolean has(String text) {
            try {
                switch (this) {
                    case N -> Numbers.require(text);
                    case B -> Base64.getDecoder().decode(text);
                    default -> {}
                }
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
