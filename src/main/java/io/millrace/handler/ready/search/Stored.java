package io.millrace.handler.ready.search;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an index holds under an id, and thus what a write there may replace.
 *
 * <p>A change is done when something as late is stored, be it a document or a tombstone, and no document is left that is older
 * than its tombstone. Each write replaces just what was read before; where another came between, it is read and decided anew.
 * A document that is new is followed by a look for a tombstone, and a tombstone by a look for a document: of two deliveries that
 * do both at once, at least one sees the other's. So late and repeated changes do no harm, and none of this depends on how long
 * the server itself remembers what was deleted.
 *
 * @param version which change wrote it; {@code null} if something else did
 * @param seqNo the server's own number of the write
 * @param primaryTerm of that number
 */
record Stored(@Nullable DocumentVersion version, long seqNo, long primaryTerm) {

    /** Whether this change or a later one wrote it. */
    static boolean knows(@Nullable Stored stored, DocumentVersion change) {
        return stored != null && stored.version != null && stored.version.compareTo(change) >= 0;
    }

    /**
     * What is stored of an item.
     *
     * @param document {@code null} if there is none
     * @param tombstone {@code null} if there is none
     */
    record Both(@Nullable Stored document, @Nullable Stored tombstone) {

        /** Whether it has a change as late as this, so that there is nothing to write. */
        boolean knows(DocumentVersion change) {
            return Stored.knows(document, change) || Stored.knows(tombstone, change);
        }

        /** Of which tables it is. */
        Stream<String> tables() {
            return Stream.of(Optional.ofNullable(document), Optional.ofNullable(tombstone))
                    .flatMap(Optional::stream)
                    .flatMap(stored -> Optional.ofNullable(stored.version).stream())
                    .map(DocumentVersion::table);
        }

        /** Whether it has a change that is later. */
        boolean knowsLater(DocumentVersion change) {
            return isLater(document, change) || isLater(tombstone, change);
        }

        private static boolean isLater(@Nullable Stored stored, DocumentVersion change) {
            return stored != null && stored.version != null && stored.version.compareTo(change) > 0;
        }

        /** The document, if its tombstone is later, so that it has to go. */
        @Nullable
        Stored left() {
            boolean dead = document != null
                    && tombstone != null
                    && (document.version == null || Stored.knows(tombstone, document.version));
            return dead ? document : null;
        }
    }
}
