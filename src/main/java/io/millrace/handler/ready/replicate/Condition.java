package io.millrace.handler.ready.replicate;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** On what an item of the target is written. */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    /** There is no item, or it shows nothing of this origin, or something older: what is late or comes again fails this. */
    static Condition newer(String attribute, ItemVersion version, String text) {
        return of("attribute_not_exists(#v) OR NOT begins_with(#v, :o) OR #v < :v", attribute, version, text);
    }

    /** There is an item, and it shows something older of this origin. */
    static Condition own(String attribute, ItemVersion version, String text) {
        return of("begins_with(#v, :o) AND #v < :v", attribute, version, text);
    }

    /** The item shows just this. */
    static Condition shows(String attribute, String text) {
        return new Condition("#v = :v", Map.of("#v", attribute), Map.of(":v", s(text)));
    }

    private static Condition of(String expression, String attribute, ItemVersion version, String text) {
        return new Condition(expression, Map.of("#v", attribute), Map.of(":o", s(version.origin()), ":v", s(text)));
    }

    /** The same of an item that is there. */
    Condition ofItemWith(String keyAttribute) {
        Map<String, String> more = new HashMap<>(names);
        more.put("#k", keyAttribute);
        return new Condition("attribute_exists(#k) AND (%s)".formatted(expression), more, values);
    }

    /** Where this one does not hold. */
    Condition negated() {
        return new Condition("NOT (%s)".formatted(expression), names, values);
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
