package io.millrace.handler.ready.search;

import org.jspecify.annotations.Nullable;

/**
 * A write of one document or tombstone, which the server accepts only if nothing has changed.
 *
 * @param replaced what exists now; {@code null} for nothing
 * @param content the new JSON; {@code null} to delete
 */
record Write(
        Kind kind,
        String id,
        @Nullable Stored replaced,
        @Nullable String content) {

    /** The index that is written. */
    enum Kind {
        DOCUMENT,
        TOMBSTONE
    }

    /** Returns the action of the bulk API. */
    String action() {
        if (content == null) {
            return "delete";
        }
        return replaced == null ? "create" : "index";
    }

    /**
     * Whether nothing is left to do after it. A tombstone may have been written before a new document, and a document before a
     * tombstone.
     */
    boolean settles() {
        return kind == Kind.DOCUMENT && replaced != null;
    }
}
