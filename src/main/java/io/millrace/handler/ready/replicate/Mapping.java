package io.millrace.handler.ready.replicate;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which attributes go into the target, and what they are called there.
 *
 * @param choice of the attributes that are no key; key attributes always go
 * @param names in the target, of those that have another name there
 */
record Mapping(AttributeChoice choice, Map<String, String> names) {

    Mapping {
        names = Map.copyOf(names);
    }

    /** The item as the target is to have it. */
    Item item(Item image, Item keys) {
        Map<String, AttributeValue> attributes =
                new LinkedHashMap<>(choice.of(image).attributeValues());
        attributes.putAll(keys.attributeValues());
        return renamed(Item.of(attributes));
    }

    /** The key attributes as the target has them. */
    Item renamed(Item item) {
        if (names.isEmpty()) {
            return item;
        }
        Map<String, AttributeValue> renamed = new LinkedHashMap<>();
        item.attributeValues().forEach((name, value) -> {
            String there = names.getOrDefault(name, name);
            if (renamed.put(there, value) != null) {
                throw new IllegalArgumentException("two attributes of the item would be '%s'".formatted(there));
            }
        });
        return Item.of(renamed);
    }
}
