package io.millrace.handler.ready.aggregate;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
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

    static final String KEY = "id";
    static final String EXPIRES = "expires";

    /** Its parts, parted by slashes, of which none has any. */
    String id(Change<Item> change) {
        return Stream.of(handler, change.table(), change.sequenceNumber().text(), change.eventId())
                .map(part -> part.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }

    /** Refused where the change is counted already. */
    TransactWriteItem put(String id) {
        String expires = Long.toString(clock.instant().plus(ttl).getEpochSecond());
        Put put = Put.builder()
                .tableName(table)
                .item(Map.of(KEY, fromS(id), EXPIRES, fromN(expires)))
                .conditionExpression("attribute_not_exists(%s)".formatted(KEY))
                .build();
        return TransactWriteItem.builder().put(put).build();
    }
}
