package io.millrace.handler.ready.mail;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A template of a header.
 *
 * @param key of the setting that it comes from
 */
record HeaderTemplate(String key, ChangeTemplate template) {

    /** The most characters: a line of a mail has at most 998, and some servers break longer ones anywhere. */
    private static final int LONGEST = 900;

    static HeaderTemplate of(String key, String template) {
        checked(key, template);
        return new HeaderTemplate(key, SettingChecks.text(key, template, Escaping.NONE));
    }

    /** Reads a template of an address. */
    static HeaderTemplate ofAddress(String key, String template) {
        if (!template.contains("{{")) {
            address(key, template);
        }
        return of(key, template);
    }

    /** Reads an address that does not depend on changes. */
    static Address address(String key, String text) {
        checked(key, text);
        try {
            return Address.find(text)
                    .orElseThrow(() -> new InvalidSettingException(
                            key,
                            "'%s' is not an address, such as orders@example.com or Orders <orders@example.com>."
                                    .formatted(text)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key, "'%s': %s.".formatted(text, e.getMessage()));
        }
    }

    private static void checked(String key, String text) {
        if (text.chars().anyMatch(HeaderTemplate::breaksOut)) {
            throw new InvalidSettingException(
                    key, "it has a line break or another control character, which no header may have.");
        }
    }

    /**
     * Returns the text for a change.
     *
     * @throws IllegalArgumentException if the change lacks a value, or contains what headers do not allow; the message
     *     contains no contents
     */
    String of(Change<Item> change) {
        String text = Characters.whole("'%s'".formatted(key), named(() -> template.of(change)));
        if (text.chars().anyMatch(HeaderTemplate::breaksOut)) {
            throw new IllegalArgumentException(
                    "'%s' has a line break or another control character, which no header may have".formatted(key));
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "'%s' has %d characters; %d are accepted".formatted(key, text.length(), LONGEST));
        }
        return text;
    }

    /** Returns the address for a change; empty if the text is. */
    Optional<Address> addressOf(Change<Item> change) {
        String text = of(change);
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(named(() -> Address.find(text))
                .orElseThrow(
                        () -> new IllegalArgumentException("'%s' is not an address of one recipient".formatted(key))));
    }

    /** Adds the setting's key to messages. */
    private <T> T named(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s': %s".formatted(key, e.getMessage()), e);
        }
    }

    private static boolean breaksOut(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
