package io.millrace.handler.ready;

import com.samskivert.mustache.Template;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places of a JSON text that are not escaped: <code>{{{new.album}}}</code>, <code>{{&amp; new.album}}</code>. Maps, lists, numbers
 * and the like stand there as JSON; a text could end what it stands in and add to it.
 */
final class RawPlaces {

    private static final String MARK = "\uFDD0"; // no character, in no text
    private static final Pattern TRIPLE = Pattern.compile("\\{\\{\\{\\s*+([^{}\\-][^{}]*)}}}");
    private static final Pattern AMPERSAND = Pattern.compile("\\{\\{\\s*&\\s*+([^{}\\-][^{}]*)}}");

    private RawPlaces() {}

    /**
     * The template with a mark at the end of each such name.
     *
     * @throws IllegalArgumentException if it has other delimiters, between which the places could not be told
     */
    static String marked(String template) {
        if (template.contains("{{=")) {
            throw new IllegalArgumentException("the template changes its delimiters, which a text of JSON can't.");
        }
        String triple = TRIPLE.matcher(template).replaceAll("{{{$1" + MARK + "}}}");
        return AMPERSAND.matcher(triple).replaceAll("{{&$1" + MARK + "}}");
    }

    static boolean isMarked(String name) {
        return name.endsWith(MARK);
    }

    static String plain(String name) {
        return name.replace(MARK, "");
    }

    /** @throws IllegalArgumentException if it is a text, or binary, which is written as one; the text does not hold it */
    static @Nullable Object noText(String name, @Nullable Object value) {
        if (value == null || value == Template.NO_FETCHER_FOUND || isBare(value)) {
            return value;
        }
        throw new IllegalArgumentException(
                "'%s' is a text in three braces, where it could add fields to the JSON. Write it in two, in quotes: \"{{%<s}}\""
                        .formatted(name));
    }

    private static boolean isBare(Object value) {
        return value instanceof Map
                || value instanceof Collection
                || value instanceof Number
                || value instanceof Boolean;
    }
}
