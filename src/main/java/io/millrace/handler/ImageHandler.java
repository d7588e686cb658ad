package io.millrace.handler;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handles the images of one change at a time as plain Java values: {@code String}, {@code BigDecimal}, {@code Boolean},
 * {@code ByteBuffer}, {@code List}, {@code Map}, {@code Set}, {@code null} for NULL.
 */
@FunctionalInterface
public interface ImageHandler {

    /**
     * Handles a change. The rules of {@link ChangeHandler#handle} apply.
     *
     * @param oldItem the item before the change; {@code null} for an INSERT, and if the stream carries no old image
     * @param newItem the item after the change; {@code null} for a REMOVE, and if the stream carries no new image
     * @param table the table's name
     */
    void handle(
            @Nullable Map<String, @Nullable Object> oldItem,
            @Nullable Map<String, @Nullable Object> newItem,
            String table)
            throws Exception;
}
