package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Instant;

/**
 * A record whose last attempt failed, to be stored whole and handled later.
 *
 * @param table the table's name in DynamoDB
 * @param record the record as it came
 * @param failure in which route and handler it failed, after how many attempts, and what was thrown last
 */
public record DeadLetter(String table, DynamodbStreamRecord record, Failure failure, Failed failed) {

    /**
     * When the attempts failed.
     *
     * @param first when the first one failed
     * @param last when the last one failed
     */
    public record Failed(Instant first, Instant last) {}
}
