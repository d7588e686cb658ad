package io.millrace.handler.ready.messages;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts bytes as AWS does: a text has those of its UTF-8. */
final class Bytes {

    private Bytes() {}

    static int of(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
