package io.millrace.routing.filter;

import java.math.BigDecimal;

/**
 * One of the things that a leaf may be. Each method takes a value as JSON has it; what a value of that kind can't be is
 * {@code false}.
 */
interface Alternative {

    boolean text(String value);

    /**
     * A number of DynamoDB, which JSON has as a string. Lambda sees a text there; here it is a number for those that look
     * for numbers.
     */
    default boolean numeral(String value) {
        return text(value);
    }

    boolean number(BigDecimal value);

    boolean bool(boolean value);

    /** Whether it wants that there is no value. */
    default boolean absent() {
        return false;
    }

    /** Whether Lambda takes it for DynamoDB. Source: "Filter rule syntax" in the AWS Lambda Developer Guide. */
    default boolean knownToLambda() {
        return true;
    }
}
