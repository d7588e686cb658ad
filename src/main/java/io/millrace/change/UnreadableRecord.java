package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

/**
 * A record with an unreadable part. It keeps its whole JSON, so that nothing is lost. Only the fields that identify
 * the record are set.
 */
public final class UnreadableRecord extends DynamodbStreamRecord {

    private final String json;
    private final String problem;

    /**
     * Creates a record from its JSON.
     *
     * @param json the record as received
     * @param problem which part is unreadable, and why; never a value
     */
    public UnreadableRecord(String json, String problem) {
        this.json = json;
        this.problem = problem;
    }

    /** The record as received. */
    public String json() {
        return json;
    }

    /** Which part is unreadable, and why. */
    public String problem() {
        return problem;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnreadableRecord record && record.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }
}
