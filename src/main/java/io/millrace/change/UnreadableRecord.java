package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

/**
 * A record with a part that can't be read, kept whole so that nothing of it is lost. Of its fields those are set that say
 * which record it is.
 */
public final class UnreadableRecord extends DynamodbStreamRecord {

    private final String json;
    private final String problem;

    /**
     * Keeps a record.
     *
     * @param json the record as it came
     * @param problem which part can't be read, and why; never a value
     */
    public UnreadableRecord(String json, String problem) {
        this.json = json;
        this.problem = problem;
    }

    /** The record as it came. */
    public String json() {
        return json;
    }

    /** Which part can't be read, and why. */
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
