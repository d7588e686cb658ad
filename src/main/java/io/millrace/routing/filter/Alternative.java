package io.millrace.routing.filter;

import java.math.BigDecimal;

/**
 * One of the alternatives for a leaf. Each method takes a value of one JSON type, and returns {@code false} by
 * default.
 */
interface Alternative {

    boolean text(String value);

    /**
     * Matches a DynamoDB number, which is a string in JSON. Lambda treats it as a string; here it is also a number
     * for alternatives that match numbers.
     */
    default boolean numeral(String value) {
        return text(value);
    }

    boolean number(BigDecimal value);

    boolean bool(boolean value);

    /** Whether it matches an absent value. */
    default boolean absent() {
        return false;
    }

    /** Whether Lambda supports it for DynamoDB. Source: "Filter rule syntax" in the AWS Lambda Developer Guide. */
    default boolean knownToLambda() {
        return true;
    }
}
