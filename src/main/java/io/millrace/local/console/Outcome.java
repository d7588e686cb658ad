package io.millrace.local.console;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a change so far. */
enum Outcome {
    WAITING,
    RUNNING,
    HANDLED,
    UNMATCHED,
    FILTERED,
    SKIPPED,
    DEAD_LETTERED,
    STOPPED,
    DISCARDED;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
