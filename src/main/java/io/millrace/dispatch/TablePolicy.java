package io.millrace.dispatch;

import io.millrace.routing.RouteTable;

/**
 * How the records of one table are handled, whatever their route.
 *
 * @param unmatched what happens to a record that matches no route
 * @param onFailure what happens to a record that fails before any route: one that is malformed, or unmatched where
 *     {@code unmatched} is {@link RouteTable.Unmatched#FAIL}
 * @param concurrency how many items are handled in parallel, from 1
 */
public record TablePolicy(RouteTable.Unmatched unmatched, FailurePolicy.OnFailure onFailure, int concurrency) {

    /** Ignores records that match no route, stops at a failure, and handles one item at a time. */
    public static final TablePolicy DEFAULT =
            new TablePolicy(RouteTable.Unmatched.IGNORE, FailurePolicy.OnFailure.STOP, 1);
}
