package io.millrace.handler.kit;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of items that documents contain.
 *
 * @param include top-level attributes; all if empty
 * @param exclude attributes that are left out even if they are included
 */
public record AttributeChoice(Set<String> include, Set<String> exclude) {

    /** All attributes. */
    public static final AttributeChoice ALL = new AttributeChoice(Set.of(), Set.of());

    private static final Pattern PATH = Pattern.compile("(?<!\\\\)[.\\[*]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([.\\[*])");

    /**
     * Reads the settings {@code include} and {@code exclude}.
     *
     * @throws InvalidSettingException for a path or a pattern, which would choose nothing as a name
     */
    public static AttributeChoice of(@Nullable List<String> include, @Nullable List<String> exclude) {
        return new AttributeChoice(names("include", include), names("exclude", exclude));
    }

    private static Set<String> names(String key, @Nullable List<String> written) {
        return written == null
                ? Set.of()
                : written.stream().map(name -> name(key, name)).collect(Collectors.toUnmodifiableSet());
    }

    private static String name(String key, String written) {
        if (PATH.matcher(written).find()) {
            throw new InvalidSettingException(
                    key,
                    "'%s' looks like a path or a pattern, but whole attributes are named here, without 'new' and 'old'. For an attribute of this name write '%s'."
                            .formatted(written, PATH.matcher(written).replaceAll("\\\\$0")));
        }
        return ESCAPED.matcher(written).replaceAll("$1");
    }

    /** Returns the item with the chosen attributes, in its own order. */
    public Item of(Item item) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return item;
        }
        Map<String, AttributeValue> chosen = new LinkedHashMap<>(item.attributeValues());
        chosen.keySet().removeIf(name -> !include.isEmpty() && !include.contains(name) || exclude.contains(name));
        return Item.of(chosen);
    }

    /** Returns the key attributes that are not excluded. */
    public Item ofKeys(Item keys) {
        return new AttributeChoice(Set.of(), exclude).of(keys);
    }
}
