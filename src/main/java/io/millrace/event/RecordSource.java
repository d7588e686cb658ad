package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

/** Reads the records of one event, one at a time. */
interface RecordSource {

    /** The record at whose first token the parser stands. Afterwards it stands at the last. */
    DynamodbStreamRecord read();
}
