package io.millrace.handler.ready.messages;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.InvalidSettingException;
import io.millrace.handler.ready.SettingChecks;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Attributes of a message, by which subscribers filter: {@code table} and {@code event}, and those of the settings. Source:
 * "Amazon SNS message attributes" in the Amazon SNS Developer Guide.
 */
record SnsAttributes(Map<String, Function<Change<Item>, String>> texts) {

    /** A message with more of them is not delivered to queues as it is. */
    private static final int MOST = 10;

    private static final Pattern NAME =
            Pattern.compile("(?!(?i:aws\\.|amazon\\.))(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");

    static SnsAttributes of(@Nullable Map<String, String> templates) {
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
        return new SnsAttributes(texts);
    }

    /** @throws IllegalArgumentException if one of them is empty */
    Map<String, MessageAttributeValue> of(Change<Item> change) {
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value(name, text.apply(change))));
        return values;
    }

    private static MessageAttributeValue value(String name, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "the attribute '%s' is empty, which a topic does not take".formatted(name));
        }
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(text)
                .build();
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
