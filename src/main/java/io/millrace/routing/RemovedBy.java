package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import java.util.Locale;
import java.util.Set;

/**
 * Who removed an item; what is no removal passes. A replica of a global table can't know: its records name no one.
 * Source: "DynamoDB Streams and Time to Live" in the Amazon DynamoDB Developer Guide.
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

    /** The condition as it is written. */
    @Override
    public String toString() {
        return "removed-by " + name().toLowerCase(Locale.ROOT);
    }
}
