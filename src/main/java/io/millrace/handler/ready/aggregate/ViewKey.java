package io.millrace.handler.ready.aggregate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of an item of the view: its key attributes, all of type S, in the order of the settings. The order of keys has no
 * meaning, but lets maps find those with equal hashes.
 */
record ViewKey(Map<String, String> values) implements Comparable<ViewKey> {

    ViewKey {
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("key attribute '%s' comes out empty".formatted(name));
            }
        });
    }

    @Override
    public int compareTo(ViewKey other) {
        Iterator<String> others = other.values.values().iterator();
        int order = Integer.compare(values.size(), other.values.size());
        for (Iterator<String> own = values.values().iterator(); order == 0 && own.hasNext(); ) {
            order = own.next().compareTo(others.next());
        }
        return order;
    }

    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
        return attributes;
    }
}
