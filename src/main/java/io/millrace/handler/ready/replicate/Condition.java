package io.millrace.handler.ready.replicate;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition on an item of the target. */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    /**
     * Holds if the item does not exist, shows no version of this origin, or shows an older one: fails for late and repeated
     * changes.
     */
    static Condition newer(String attribute, ItemVersion version, String text) {
        return of("attribute_not_exists(#v) OR NOT begins_with(#v, :o) OR #v < :v", attribute, version, text);
    }

    /** Holds if the item exists and shows an older version of this origin. */
    static Condition own(String attribute, ItemVersion version, String text) {
        return of("begins_with(#v, :o) AND #v < :v", attribute, version, text);
    }

    /** Holds if the item shows exactly this version. */
    static Condition shows(String attribute, String text) {
        return new Condition("#v = :v", Map.of("#v", attribute), Map.of(":v", s(text)));
    }

    private static Condition of(String expression, String attribute, ItemVersion version, String text) {
        return new Condition(expression, Map.of("#v", attribute), Map.of(":o", s(version.origin()), ":v", s(text)));
    }

    /** Returns this condition on an item that exists. */
    Condition ofItemWith(String keyAttribute) {
        Map<String, String> more = new HashMap<>(names);
        more.put("#k", keyAttribute);
        return new Condition("attribute_exists(#k) AND (%s)".formatted(expression), more, values);
    }

    /** Returns the negation of this condition. */
    Condition negated() {
        return new Condition("NOT (%s)".formatted(expression), names, values);
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
