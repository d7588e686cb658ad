package io.millrace.handler.ready.aggregate;

import io.millrace.aws.ExpiringTable;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Markers of counted changes. Two handlers that share a table share no marker.
 *
 * @param handler whose name is part of each marker
 * @param ttl how long a marker stays
 */
record Markers(String handler, String table, Duration ttl, InstantSource clock) {

    /** Returns the parts of a marker, separated by slashes; a part contains none. */
    String id(Change<Item> change) {
        return Stream.of(handler, change.table(), change.sequenceNumber().text(), change.eventId())
                .map(part -> part.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }

    /** Puts a marker; the condition fails if the change is counted already. */
    TransactWriteItem put(String id) {
        Put put = new ExpiringTable(table).putIfAbsent(id, clock.instant().plus(ttl));
        return TransactWriteItem.builder().put(put).build();
    }
}
