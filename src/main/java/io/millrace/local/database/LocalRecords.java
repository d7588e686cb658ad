package io.millrace.local.database;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.EventName;
import io.millrace.change.UnreadableRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.function.UnaryOperator;

/**
 * Converts records of another database into those that AWS would send. In DynamoDB Local 3.3.1, removals by time to
 * live have no valid event name and no user identity, the time of a change is truncated to the minute, and empty maps
 * have no type.
 */
final class LocalRecords implements UnaryOperator<DynamodbStreamRecord> {

    private final InstantSource clock;
    private final UnaryOperator<String> arn;

    /** @param arn converts the ARN of a stream */
    LocalRecords(InstantSource clock, UnaryOperator<String> arn) {
        this.clock = clock;
        this.arn = arn;
    }

    @Override
    public DynamodbStreamRecord apply(DynamodbStreamRecord read) {
        DynamodbStreamRecord record = read instanceof UnreadableRecord unreadable ? EmptyMaps.in(unreadable) : read;
        boolean known =
                Arrays.stream(EventName.values()).anyMatch(name -> name.name().equals(record.getEventName()));
        if (!known) {
            record.setEventName(EventName.REMOVE.name());
            record.setUserIdentity(new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com"));
        }
        record.setEventSourceARN(arn.apply(record.getEventSourceARN()));
        refine(record.getDynamodb());
        return record;
    }

    /**
     * Sets the time to now, or to the end of the record's minute if that is past, so that no record is older than its
     * time.
     */
    private void refine(StreamRecord stream) {
        Date minute = stream.getApproximateCreationDateTime();
        if (minute != null) {
            Instant end = minute.toInstant().plus(Duration.ofMinutes(1));
            Instant now = clock.instant();
            stream.setApproximateCreationDateTime(Date.from(now.isBefore(end) ? now : end));
        }
    }
}
