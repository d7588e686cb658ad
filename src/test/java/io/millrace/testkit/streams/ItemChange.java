package io.millrace.testkit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * An item as it was and as it is.
 *
 * @param before {@code null} for an item that is new
 * @param after {@code null} for one that is gone
 * @param expired whether it went since its time to live was over
 */
record ItemChange(
        Map<String, AttributeValue> keys,
        @Nullable Map<String, AttributeValue> before,
        @Nullable Map<String, AttributeValue> after,
        boolean expired) {

    /** What a stream of this view type tells of it. Source: "Record" and "StreamRecord" in the Amazon DynamoDB Streams API Reference. */
    Record record(String streamArn, StreamViewType view, BigInteger number, Instant created) {
        boolean old = view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
        boolean fresh = view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
        StreamRecord.Builder told = StreamRecord.builder()
                .approximateCreationDateTime(created.truncatedTo(ChronoUnit.SECONDS))
                .keys(keys)
                .oldImage(old ? before : null)
                .newImage(fresh ? after : null)
                .sequenceNumber(number.toString())
                .streamViewType(view);
        return Record.builder()
                .eventID(id(streamArn, number))
                .eventName(name())
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion(streamArn.split(":")[3])
                .dynamodb(told.sizeBytes(size(told.build())).build())
                .userIdentity(expired ? identity() : null)
                .build();
    }

    private OperationType name() {
        if (after == null) {
            return OperationType.REMOVE;
        }
        return before == null ? OperationType.INSERT : OperationType.MODIFY;
    }

    private static String id(String streamArn, BigInteger number) {
        return UUID.nameUUIDFromBytes((streamArn + number).getBytes(UTF_8))
                .toString()
                .replace("-", "");
    }

    private static long size(StreamRecord told) {
        return ItemSize.of(told.keys()) + ItemSize.of(told.oldImage()) + ItemSize.of(told.newImage());
    }

    private static Identity identity() {
        return Identity.builder()
                .type("Service")
                .principalId("dynamodb.amazonaws.com")
                .build();
    }
}
