package io.millrace.handler.ready.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The largest or the smallest of some values: numbers, or texts, which compare by their UTF-8 bytes as in DynamoDB. */
record Extreme(Kind kind, AttributeValue value) {

    enum Kind {
        MAX("<", ">="),
        MIN(">", "<=");

        /** How the present value compares to one that replaces it. */
        final String yields;

        /** How the present value compares to one that does not replace it. */
        final String stays;

        Kind(String yields, String stays) {
            this.yields = yields;
            this.stays = stays;
        }
    }

    Extreme {
        if (value.n() == null && value.s() == null) {
            throw new IllegalArgumentException("it is neither a number nor a text");
        }
    }

    /** Whether the two values can be compared. */
    boolean compares(AttributeValue other) {
        return value.type() == other.type();
    }

    /** Whether it stays when the other value comes. */
    boolean stands(AttributeValue other) {
        int comparison = value.n() == null
                ? Arrays.compareUnsigned(value.s().getBytes(UTF_8), other.s().getBytes(UTF_8))
                : new BigDecimal(value.n()).compareTo(new BigDecimal(other.n()));
        return kind == Kind.MAX ? comparison >= 0 : comparison <= 0;
    }

    Extreme and(Extreme other) {
        return stands(other.value) ? this : other;
    }
}
