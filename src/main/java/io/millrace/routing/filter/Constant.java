package io.millrace.routing.filter;

import java.math.BigDecimal;

/** The alternatives that don't look at texts and numbers. */
enum Constant implements Alternative {
    TRUE,
    FALSE,
    /** Of JSON; nothing in a record is that. */
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
