package io.millrace.handler.ready.search;

import org.jspecify.annotations.Nullable;

/**
 * A write of one document or tombstone, which the server only does where nothing has changed.
 *
 * @param replaced what is there now; {@code null} for nothing
 * @param content the new JSON; {@code null} to delete
 */
record Write(
        Kind kind,
        String id,
        @Nullable Stored replaced,
        @Nullable String content) {

    /** Into which index. */
    enum Kind {
        DOCUMENT,
        TOMBSTONE
    }

    /** How the bulk API names it. */
    String action() {
        if (content == null) {
            return "delete";
        }
        return replaced == null ? "create" : "index";
    }

    /**
     * Whether nothing is left to do after it. Before there was a document a tombstone may have come, and before the tombstone a
     * document.
     */
    boolean settles() {
        return kind == Kind.DOCUMENT && replaced != null;
    }
}
