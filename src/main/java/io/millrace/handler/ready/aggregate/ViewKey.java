package io.millrace.handler.ready.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which item of the view it is: its key attributes, all of type S. */
record ViewKey(Map<String, String> values) {

    ViewKey {
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("key attribute '%s' comes out empty".formatted(name));
            }
        });
    }

    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
        return attributes;
    }
}
