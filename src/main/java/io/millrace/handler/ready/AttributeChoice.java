package io.millrace.handler.ready;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes of an item go into a document.
 *
 * @param include names of attributes at the top; all when empty
 * @param exclude names of those that don't, also where they are included
 */
public record AttributeChoice(Set<String> include, Set<String> exclude) {

    /** All attributes. */
    public static final AttributeChoice ALL = new AttributeChoice(Set.of(), Set.of());

    /** By the settings {@code include} and {@code exclude}. */
    public static AttributeChoice of(@Nullable List<String> include, @Nullable List<String> exclude) {
        return new AttributeChoice(
                include == null ? Set.of() : Set.copyOf(include), exclude == null ? Set.of() : Set.copyOf(exclude));
    }

    /** The item with the chosen attributes, in its own order. */
    public Item of(Item item) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return item;
        }
        Map<String, AttributeValue> chosen = new LinkedHashMap<>(item.attributeValues());
        chosen.keySet().removeIf(name -> !include.isEmpty() && !include.contains(name) || exclude.contains(name));
        return Item.of(chosen);
    }

    /** Key attributes: those that are not excluded. */
    public Item ofKeys(Item keys) {
        return new AttributeChoice(Set.of(), exclude).of(keys);
    }
}
