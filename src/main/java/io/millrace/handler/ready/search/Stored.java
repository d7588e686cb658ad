package io.millrace.handler.ready.search;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an index stores under an id, and thus what a write there may replace.
 *
 * <p>A change is done when a document or a tombstone of this change, or of a later one, is stored, and no document is left
 * that is older than its tombstone. Each write replaces exactly what was read; if another write came between, it is read and
 * decided again. After creating a document, the handler looks for a tombstone, and after a tombstone for a document: of two
 * concurrent deliveries, at least one sees the other's write. So late and repeated changes have no effect, and nothing depends
 * on how long the server remembers deletions.
 *
 * @param version the change that wrote it; {@code null} if something else did
 * @param seqNo the server's number of the write
 * @param primaryTerm of that number
 */
record Stored(@Nullable DocumentVersion version, long seqNo, long primaryTerm) {

    /** Whether this change, or a later one, wrote it. */
    static boolean knows(@Nullable Stored stored, DocumentVersion change) {
        return stored != null && stored.version != null && stored.version.compareTo(change) >= 0;
    }

    /**
     * What is stored of an item.
     *
     * @param document {@code null} if it does not exist
     * @param tombstone {@code null} if it does not exist
     */
    record Both(@Nullable Stored document, @Nullable Stored tombstone) {

        /** Whether it shows this change or a later one, so that nothing has to be written. */
        boolean knows(DocumentVersion change) {
            return Stored.knows(document, change) || Stored.knows(tombstone, change);
        }

        /** Returns the tables that its versions name. */
        Stream<String> tables() {
            return Stream.of(Optional.ofNullable(document), Optional.ofNullable(tombstone))
                    .flatMap(Optional::stream)
                    .flatMap(stored -> Optional.ofNullable(stored.version).stream())
                    .map(DocumentVersion::table);
        }

        /** Whether it shows a later change. */
        boolean knowsLater(DocumentVersion change) {
            return isLater(document, change) || isLater(tombstone, change);
        }

        private static boolean isLater(@Nullable Stored stored, DocumentVersion change) {
            return stored != null && stored.version != null && stored.version.compareTo(change) > 0;
        }

        /** Returns the document if its tombstone is later, so that it has to be deleted. */
        @Nullable
        Stored left() {
            boolean dead = document != null
                    && tombstone != null
                    && (document.version == null || Stored.knows(tombstone, document.version));
            return dead ? document : null;
        }
    }
}
