package io.millrace.handler.kit;

import com.samskivert.mustache.Template;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder of a JSON template that is not escaped. Maps, lists, numbers and booleans are written as JSON there; a text
 * could end the value around it and add to the JSON. A mark at the end of the name, a character that no text contains,
 * identifies such a placeholder.
 */
enum RawPlaceholder {
    /** <code>{{{new.album}}}</code>, <code>{{&amp; new.album}}</code>. */
    TRIPLE("\uFDD0") {
        @Override
        void check(String name, Object value) {
            if (!isNoText(value)) {
                throw inThreeBraces(name);
            }
        }
    },

    /** The same within quotes. */
    QUOTED("\uFDD1") {
        @Override
        void check(String name, Object value) {
            if (!isNoText(value)) {
                throw inThreeBraces(name);
            }
            if (!(value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException(
                        "'%s' is a map, list or set in quotes and three braces, where it is not JSON. Leave out the quotes, or write it in two: \"{{%<s}}\""
                                .formatted(name));
            }
        }
    },

    /** <code>{{new.price}}</code> outside quotes. */
    BARE("\uFDD2") {
        @Override
        void check(String name, Object value) {
            if (!isNoText(value) && !JSON.matcher(String.valueOf(value)).matches()) {
                throw new IllegalArgumentException(
                        "'%s' is a text outside quotes, where it is not JSON. Write it in quotes: \"{{%<s}}\""
                                .formatted(name));
            }
        }
    };

    private static final Pattern JSON =
            Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?|true|false|null");

    private final String mark;

    RawPlaceholder(String mark) {
        this.mark = mark;
    }

    /** Returns what the mark of a name stands for. */
    static Optional<RawPlaceholder> of(String marked) {
        return Arrays.stream(values())
                .filter(place -> marked.endsWith(place.mark))
                .findFirst();
    }

    /** Removes all marks. */
    static String plain(String marked) {
        String plain = marked;
        for (RawPlaceholder place : values()) {
            plain = plain.replace(place.mark, "");
        }
        return plain;
    }

    /** Returns the placeholder as the template has it. */
    String marked(String name) {
        return "{{{" + name.strip() + mark + "}}}";
    }

    /** @throws IllegalArgumentException if the value is not JSON there; the message does not contain it */
    @Nullable
    Object checked(String name, @Nullable Object value) {
        if (value != null && value != Template.NO_FETCHER_FOUND) {
            check(name, value);
        }
        return value;
    }

    abstract void check(String name, Object value);

    /** Whether the value is neither a text nor binary, which is written as a text. */
    private static boolean isNoText(Object value) {
        return value instanceof Map
                || value instanceof Collection
                || value instanceof Number
                || value instanceof Boolean;
    }

    private static IllegalArgumentException inThreeBraces(String name) {
        return new IllegalArgumentException(
                "'%s' is a text in three braces, where it could add fields to the JSON. Write it in two, in quotes: \"{{%<s}}\""
                        .formatted(name));
    }
}
