package io.millrace;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.io.IOException;
import java.util.List;

/** Servers that handlers without code write to, and the configuration of those handlers. */
interface Targets extends AutoCloseable {

    /** The handlers by name, as YAML below {@code millrace.handlers}. */
    String handlers();

    /** The profiles that put what they need into the Lambda zip, in a list with commas. */
    String profiles();

    /** Fails unless each handler has had its effect, of each change once. */
    void assertEffectOf(List<DynamodbStreamRecord> changes) throws IOException;

    @Override
    void close();
}
