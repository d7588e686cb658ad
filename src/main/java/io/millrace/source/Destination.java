package io.millrace.source;

import io.millrace.mapping.DiscardedBatch;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Keeps discarded batches. Several threads call. */
@FunctionalInterface
public interface Destination {

    /**
     * Keeps a batch: it is kept when this returns.
     *
     * @throws RuntimeException if the batch can't be kept; then this is called again, and the batch's lane waits
     */
    void send(DiscardedBatch batch);

    /**
     * Writes batches to a directory, in the form that Lambda writes to S3.
     *
     * @param arn returns the ARN to write for the ARN of a stream
     */
    static Destination files(Path directory, UnaryOperator<String> arn) {
        return new DiscardedBatchFiles(directory, arn);
    }
}
