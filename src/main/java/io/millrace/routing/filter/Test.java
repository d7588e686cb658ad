package io.millrace.routing.filter;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pattern wants of one place of a record. */
sealed interface Test permits ObjectTest, ListTest, LeafTest {

    /**
     * Whether the place is as it is wanted.
     *
     * @param value what stands there; {@code null} for nothing
     * @param record that it belongs to
     */
    boolean test(@Nullable Object value, Sighting record);

    /** What is not as it is wanted, if anything. */
    Optional<Mismatch> mismatch(@Nullable Object value, Sighting record);

    /** Whether some record may pass. */
    boolean canMatch();

    /** Whether a place may pass where nothing stands. */
    boolean canMatchNothing();

    /** Whether no record may pass that lacks this field of {@code dynamodb}. */
    boolean needs(String field);

    /** The JSON as it is written. */
    Object written();

    /** The JSON, as far as Lambda takes it for DynamoDB: it lets at least as much pass. */
    Object forLambda();

    /** What that leaves out, in words. */
    Stream<String> unknownToLambda();
}
