package io.millrace.routing.filter;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pattern's test of one place of a record. */
sealed interface Test permits ObjectTest, ListTest, LeafTest {

    /**
     * Whether the place matches.
     *
     * @param value the value there; {@code null} if it is absent
     * @param record the record with the place
     */
    boolean test(@Nullable Object value, Sighting record);

    /** The mismatch, if there is one. */
    Optional<Mismatch> mismatch(@Nullable Object value, Sighting record);

    /** Whether any record can match. */
    boolean canMatch();

    /** Whether an absent value can match. */
    boolean canMatchNothing();

    /** Whether every matching record has this field of {@code dynamodb}. */
    boolean needs(String field);

    /** The JSON as written. */
    Object written();

    /** The JSON reduced to what Lambda supports for DynamoDB: it passes at least the same records. */
    Object forLambda();

    /** Descriptions of the parts that it lacks. */
    Stream<String> unknownToLambda();
}
