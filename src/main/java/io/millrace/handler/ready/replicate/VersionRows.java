package io.millrace.handler.ready.replicate;

import io.millrace.aws.ExpiringTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The rows of an {@link ExpiringTable} that remembers versions.
 *
 * @param items the name of the items' table, as calls have it
 * @param versions the table of their versions
 * @param ttl how long a version is kept
 */
record VersionRows(String items, String versions, Duration ttl, InstantSource clock) {

    /** Puts the version of a write, unless this version, or a newer one, is remembered. */
    Put put(Write write) {
        AttributeValue version = Condition.s(write.version().text());
        return new ExpiringTable(versions)
                .put(id(write), clock.instant().plus(ttl), Map.of("version", version))
                .conditionExpression("attribute_not_exists(#v) OR #v < :v")
                .expressionAttributeNames(Map.of("#v", "version"))
                .expressionAttributeValues(Map.of(":v", version))
                .build();
    }

    private String id(Write write) {
        return ItemDigest.of(items, write.version().origin(), write.key());
    }
}
