package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;

/** A handler, its real server, and the same calls without Millrace. */
interface ThroughputCase extends AutoCloseable {

    /** The handler's keys, {@code type} among them, a line each. */
    List<String> settings();

    /** Makes what the calls for these changes need, and returns the calls: same bodies, same batches, one after the other. */
    Runnable bare(List<DynamodbStreamRecord> records);

    /** Puts the server back to where it was. */
    default void reset() {}

    @Override
    void close();
}
