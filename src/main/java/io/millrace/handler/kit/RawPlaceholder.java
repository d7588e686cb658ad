package io.millrace.handler.kit;

import com.samskivert.mustache.Template;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place of a JSON text that is not escaped. Maps, lists, numbers and the like stand there as JSON; a text could end what it
 * stands in and add to it. A mark at the end of its name, which is no character of any text, tells such a place.
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

    /** The same in quotes. */
    QUOTED("\uFDD1") {
        @Override
        void check(String name, Object value) {
            if (!isNoText(value)) {
                throw inThreeBraces(name);
            }
            if (!(value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException(
                        "'%s' is a map, list or set in quotes and three braces, where it is no JSON. Leave out the quotes, or write it in two: \"{{%<s}}\""
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
                        "'%s' is a text outside quotes, where it is no JSON. Write it in quotes: \"{{%<s}}\""
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

    /** What the mark of a name tells. */
    static Optional<RawPlaceholder> of(String marked) {
        return Arrays.stream(values())
                .filter(place -> marked.endsWith(place.mark))
                .findFirst();
    }

    /** A name, or a text with names, without marks. */
    static String plain(String marked) {
        String plain = marked;
        for (RawPlaceholder place : values()) {
            plain = plain.replace(place.mark, "");
        }
        return plain;
    }

    /** The place in its template. */
    String marked(String name) {
        return "{{{" + name.strip() + mark + "}}}";
    }

    /** @throws IllegalArgumentException if the value is no JSON there; the text does not hold it */
    @Nullable
    Object checked(String name, @Nullable Object value) {
        if (value != null && value != Template.NO_FETCHER_FOUND) {
            check(name, value);
        }
        return value;
    }

    abstract void check(String name, Object value);

    /** Neither a text nor binary, which is written as one. */
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
