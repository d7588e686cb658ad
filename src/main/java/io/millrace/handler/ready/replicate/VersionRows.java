package io.millrace.handler.ready.replicate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The rows of a table that remembers versions: partition key {@code id} of type S, no sort key, and time to live on attribute
 * {@code expires}.
 *
 * @param items the table of the items, as it is named in calls
 * @param versions the table of their versions
 * @param ttl how long a version is kept
 */
record VersionRows(String items, String versions, Duration ttl, InstantSource clock) {

    /** Remembers the version of what is written, unless that is written already, or something newer. */
    Put put(Write write) {
        AttributeValue version = Condition.s(write.version().text());
        return Put.builder()
                .tableName(versions)
                .item(Map.of("id", id(write), "version", version, "expires", expires()))
                .conditionExpression("attribute_not_exists(#v) OR #v < :v")
                .expressionAttributeNames(Map.of("#v", "version"))
                .expressionAttributeValues(Map.of(":v", version))
                .build();
    }

    private AttributeValue id(Write write) {
        return Condition.s(ItemDigest.of(items, write.version().origin(), write.key()));
    }

    private AttributeValue expires() {
        return AttributeValue.fromN(String.valueOf(clock.instant().plus(ttl).getEpochSecond()));
    }
}
