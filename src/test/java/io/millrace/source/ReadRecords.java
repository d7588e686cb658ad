package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Records of DynamoDB Streams as a source reads them, for tests of other packages. */
public final class ReadRecords {

    private ReadRecords() {}

    public static DynamodbStreamRecord of(Record record, String streamArn) {
        return StreamRecords.of(record, streamArn);
    }
}
