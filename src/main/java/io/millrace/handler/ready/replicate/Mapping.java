package io.millrace.handler.ready.replicate;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of the target's items, and their names there.
 *
 * @param choice the attributes that are copied beside the key attributes, which always are
 * @param names names in the target of attributes that are renamed
 */
record Mapping(AttributeChoice choice, Map<String, String> names) {

    Mapping {
        names = Map.copyOf(names);
    }

    /** Returns the item as the target has it. */
    Item item(Item image, Item keys) {
        Map<String, AttributeValue> attributes =
                new LinkedHashMap<>(choice.of(image).attributeValues());
        attributes.putAll(keys.attributeValues());
        return renamed(Item.of(attributes));
    }

    /** Returns attributes under their names in the target. */
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
