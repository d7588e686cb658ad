package io.millrace.routing.filter;

import java.math.BigDecimal;

/** The alternatives for values other than strings and numbers. */
enum Constant implements Alternative {
    TRUE,
    FALSE,
    /** The null of JSON; no value of a record is null. */
    NULL,
    PRESENT,
    ABSENT;

    @Override
    public boolean text(String value) {
        return this == PRESENT;
    }

    @Override
    public boolean number(BigDecimal value) {
        return this == PRESENT;
    }

    @Override
    public boolean bool(boolean value) {
        return this == PRESENT || this == (value ? TRUE : FALSE);
    }

    @Override
    public boolean absent() {
        return this == ABSENT;
    }
}
