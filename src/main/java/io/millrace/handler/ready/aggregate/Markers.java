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
 * Says which changes are counted. Two handlers that share a table, share no marker.
 *
 * @param handler whose name is in each marker
 * @param ttl how long a marker stays
 */
record Markers(String handler, String table, Duration ttl, InstantSource clock) {

    /** Its parts, parted by slashes, of which none has any. */
    String id(Change<Item> change) {
        return Stream.of(handler, change.table(), change.sequenceNumber().text(), change.eventId())
                .map(part -> part.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }

    /** Refused where the change is counted already. */
    TransactWriteItem put(String id) {
        Put put = new ExpiringTable(table).putIfAbsent(id, clock.instant().plus(ttl));
        return TransactWriteItem.builder().put(put).build();
    }
}
