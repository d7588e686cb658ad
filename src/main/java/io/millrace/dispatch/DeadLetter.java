package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Instant;

/**
 * A record whose last attempt failed, to be stored whole and handled later.
 *
 * @param table the table's name in DynamoDB
 * @param record the unchanged record
 * @param failure the route, handler, number of attempts and last exception
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
