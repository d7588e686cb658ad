package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import java.util.Locale;
import java.util.Set;

/**
 * The condition on who removed an item. Every change that is not a removal meets it. In a replica of a global table,
 * the records do not name who removed an item. Source: "DynamoDB Streams and Time to Live" in the Amazon DynamoDB
 * Developer Guide.
 */
public enum RemovedBy implements Condition {
    ANY,
    USER,
    TTL;

    @Override
    public boolean isMet(Change<Item> change) {
        return this == ANY || change.event() != EventName.REMOVE || change.expired() == (this == TTL);
    }

    @Override
    public Condition.Result explain(Change<Item> change) {
        return new Condition.Result("removed-by", isMet(change), name().toLowerCase(Locale.ROOT), seen(change));
    }

    @Override
    public Set<Image> images(EventName event) {
        return Set.of();
    }

    private static String seen(Change<Item> change) {
        if (change.event() != EventName.REMOVE) {
            return change.event().name();
        }
        return change.expired() ? "by TTL" : "by a user: userIdentity is not that of TTL";
    }

    /** The condition as written in the configuration. */
    @Override
    public String toString() {
        return "removed-by " + name().toLowerCase(Locale.ROOT);
    }
}
