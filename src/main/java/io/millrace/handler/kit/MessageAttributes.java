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
 * Attributes of a message, by which consumers filter: {@code table} and {@code event}, and those of the settings. Source:
 * "Amazon SNS message attributes" in the Amazon SNS Developer Guide, and "Amazon SQS message metadata" in that of SQS.
 */
public record MessageAttributes(Map<String, Function<Change<Item>, String>> texts) {

    /** A queue takes no more, and a topic delivers no more to queues. */
    private static final int MOST = 10;

    private static final Pattern NAME =
            Pattern.compile("(?!(?i:aws\\.|amazon\\.))(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");

    /** The type of a text, in both services. */
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
                    "there are %d attributes with 'table' and 'event'. A message takes %d."
                            .formatted(texts.size(), MOST));
        }
        return new MessageAttributes(texts);
    }

    /** @throws IllegalArgumentException if one of them is empty, or has a character that is not taken */
    public Map<String, String> of(Change<Item> change) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value(name, text.apply(change))));
        return values;
    }

    /** The same as a service has them. */
    public static <V> Map<String, V> each(Map<String, String> texts, Function<String, V> value) {
        Map<String, V> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value.apply(text)));
        return values;
    }

    private static String value(String name, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the attribute '%s' is empty, which is not taken".formatted(name));
        }
        return Characters.checked("the attribute '%s'".formatted(name), "a message", text);
    }

    /** What they take of the limit of a message. */
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
                    ("'%s' is no name of an attribute. A name has letters, digits, '_', '-' and single dots inside, "
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
