package io.millrace.dispatch;

import io.millrace.routing.RouteTable;

/**
 * How the changes of one table are treated, whatever their route.
 *
 * @param unmatched what becomes of a change that no route wants
 * @param onFailure what becomes of a record that fails before any route: one that is malformed, or unwanted where
 *     {@code unmatched} is {@link RouteTable.Unmatched#FAIL}
 * @param concurrency how many items are worked on side by side, from 1
 */
public record TablePolicy(RouteTable.Unmatched unmatched, FailurePolicy.OnFailure onFailure, int concurrency) {

    /** Changes that no route wants are passed over, a failure stops, and items come one after the other. */
    public static final TablePolicy DEFAULT =
            new TablePolicy(RouteTable.Unmatched.IGNORE, FailurePolicy.OnFailure.STOP, 1);
}
