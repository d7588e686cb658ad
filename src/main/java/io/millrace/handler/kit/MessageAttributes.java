package io.millrace.handler.kit;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of messages, by which consumers filter: {@code table} and {@code event}, and those of the settings. Source:
 * "Amazon SNS message attributes" in the Amazon SNS Developer Guide, and "Amazon SQS message metadata" in that of SQS.
 */
public record MessageAttributes(Map<String, Function<Change<Item>, String>> texts) {

    /** The most attributes that a queue accepts, and that a topic delivers to queues. */
    private static final int MOST = 10;

    private static final Pattern NAME =
            Pattern.compile("(?!(?i:aws\\.|amazon\\.))(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");

    /** The type of text attributes, in both services. */
    public static final String TYPE = "String";

    /** Reads the setting {@code attributes}. */
    public static MessageAttributes of(@Nullable Map<String, String> templates) {
        Map<String, Function<Change<Item>, String>> texts = new LinkedHashMap<>();
        texts.put("table", Change::table);
        texts.put("event", change -> change.event().name());
        if (templates != null) {
            templates.forEach((name, template) -> texts.put(checked(name), SettingChecks.line(key(name), template)));
        }
        if (texts.size() > MOST) {
            throw new InvalidSettingException(
                    "attributes",
                    "there are %d attributes with 'table' and 'event'. A message has at most %d."
                            .formatted(texts.size(), MOST));
        }
        return new MessageAttributes(texts);
    }

    /** @throws IllegalArgumentException if an attribute is empty, or contains a character that is not accepted */
    public Map<String, String> of(Change<Item> change) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value(name, text.apply(change))));
        return values;
    }

    /** Converts attributes to those of a service. */
    public static <V> Map<String, V> each(Map<String, String> texts, Function<String, V> value) {
        Map<String, V> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value.apply(text)));
        return values;
    }

    private static String value(String name, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the attribute '%s' is empty, which is not accepted".formatted(name));
        }
        return Characters.checked("the attribute '%s'".formatted(name), "a message", text);
    }

    /** Returns how many bytes the attributes take of a message's limit. */
    public static int bytes(Map<String, String> values) {
        return values.entrySet().stream()
                .mapToInt(value -> bytes(value.getKey()) + bytes(TYPE) + bytes(value.getValue()))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSettingException(
                    key(name),
                    ("'%s' is not the name of an attribute. A name has letters, digits, '_', '-' and single dots inside, "
                                    + "and does not begin with 'AWS.' or 'Amazon.'.")
                            .formatted(name));
        }
        return name;
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9-]+")
                ? "attributes." + name.toLowerCase(Locale.ROOT)
                : "attributes[%s]".formatted(name);
    }
}
