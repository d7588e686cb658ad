package io.millrace.handler.ready.search;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.ready.search.Stored.Both;
import io.millrace.handler.ready.search.Write.Kind;
import java.time.InstantSource;
import java.util.Optional;

/** Derives documents from changes. */
record Documents(DocumentId id, AttributeChoice choice, VersionField field, InstantSource clock) {

    /** Returns the id of the item's document. */
    String idOf(Change<Item> change) {
        return id.of(change);
    }

    /**
     * Returns the next write for a change.
     *
     * @return empty if the change is done
     * @throws RuntimeException if the change can't become a document
     */
    Optional<Write> next(Change<Item> change, String id, Both stored) {
        requireOfTable(change.table(), stored);
        boolean removal = change.event() == EventName.REMOVE;
        if (!stored.knows(DocumentVersion.of(change))) {
            return Optional.of(removal ? tombstone(change, id, stored) : document(change, id, stored));
        }
        return Optional.ofNullable(stored.left()).map(left -> new Write(Kind.DOCUMENT, id, left, null));
    }

    /** Refuses a second table in an index, where items of one would hide those of the other. */
    private static void requireOfTable(String table, Both stored) {
        Optional<String> other =
                stored.tables().filter(name -> !name.equals(table)).findFirst();
        if (other.isPresent()) {
            throw new IllegalStateException(
                    "the document is that of an item of table '%s'. Give each table an index of its own; if this one replaces it, delete both indexes first"
                            .formatted(other.get()));
        }
    }

    private Write document(Change<Item> change, String id, Both stored) {
        Item item = choice.of(change.newItem());
        if (item.names().contains(field.name())) {
            throw new IllegalArgumentException(
                    "the item has an attribute '%s', where the document tells of its change. Set another 'version-field'"
                            .formatted(field.name()));
        }
        return new Write(
                Kind.DOCUMENT,
                id,
                stored.document(),
                field.addedTo(Characters.whole("the document", item.toJson()), DocumentVersion.of(change)));
    }

    private Write tombstone(Change<Item> change, String id, Both stored) {
        String content = "{\"%s\":\"%s\"}".formatted(IndexDefinition.REMOVED, clock.instant());
        return new Write(Kind.TOMBSTONE, id, stored.tombstone(), field.addedTo(content, DocumentVersion.of(change)));
    }
}
