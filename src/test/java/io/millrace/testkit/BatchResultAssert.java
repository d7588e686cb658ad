package io.millrace.testkit;

import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.BatchResult;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What a batch came to: {@code assertThatResult(result).stoppedAt("102")}. */
public final class BatchResultAssert extends AbstractAssert<BatchResultAssert, BatchResult> {

    private BatchResultAssert(BatchResult result) {
        super(result, BatchResultAssert.class);
    }

    public static BatchResultAssert assertThatResult(BatchResult result) {
        return new BatchResultAssert(result);
    }

    /** Every record is done. */
    public BatchResultAssert isComplete() {
        Assertions.assertThat(actual.failures()).isEmpty();
        Assertions.assertThat(actual.stoppedAt()).isEmpty();
        Assertions.assertThat(actual.complete()).isTrue();
        return this;
    }

    /** This is the lowest sequence number that is not done. */
    public BatchResultAssert stoppedAt(String number) {
        Assertions.assertThat(actual.stoppedAt()).contains(new SequenceNumber(number));
        Assertions.assertThat(actual.complete()).isFalse();
        return this;
    }

    /** The failures, each as {@code Failure} writes itself, in the order in which they happened. */
    public BatchResultAssert failed(String... failures) {
        Assertions.assertThat(actual.failures()).extracting(Object::toString).containsExactly(failures);
        return this;
    }
}
