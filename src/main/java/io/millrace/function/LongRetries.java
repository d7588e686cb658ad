package io.millrace.function;

import io.millrace.dispatch.Step;
import io.millrace.routing.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds retries that don't fit into the time of a delivery, so that the last attempt takes several deliveries. */
final class LongRetries {

    private LongRetries() {}

    /**
     * A sentence for each route of a table that has one.
     *
     * @param time how long a delivery that has just begun may take
     * @param whose what has this time: {@code a batch}
     */
    static List<String> of(TableFunction table, Duration time, String whose) {
        List<String> found = new ArrayList<>();
        for (Route<List<Step>> route : table.routes()) {
            Duration longest = route.target().get(0).policy().retry().longest();
            if (longest.compareTo(time) > 0) {
                found.add(
                        "Table '%s': the 'retry' of route '%s' waits up to %s in all, and %s has %s: the remaining attempts are made in the following deliveries"
                                .formatted(table.id(), route.name(), seconds(longest), whose, seconds(time)));
            }
        }
        return found;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
