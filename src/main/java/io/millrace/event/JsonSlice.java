package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/**
 * A value in JSON that {@link JsonScan} has been over, as the bytes of its text: a way into values that are too deep or too
 * large to be read.
 *
 * @param json in UTF-8
 * @param start of the value
 * @param end behind it
 */
record JsonSlice(byte[] json, int start, int end) {

    /** The first value. Throws {@link JsonScan.NotJson} where that is no JSON. */
    static JsonSlice of(byte[] json) {
        JsonScan scan = new JsonScan(json);
        int start = scan.start();
        return new JsonSlice(json, start, scan.value(start));
    }

    /** Whether it is the last of its text. */
    boolean isLast() {
        return new JsonScan(json).next(end) == json.length;
    }

    boolean isObject() {
        return json[start] == '{';
    }

    boolean isArray() {
        return json[start] == '[';
    }

    /** The field of this name, the last of several; {@code null} for none, and where this is no object. */
    @Nullable
    JsonSlice field(String name) {
        JsonSlice found = null;
        if (isObject()) {
            List<JsonSlice> parts = parts();
            for (int i = 0; i < parts.size(); i += 2) {
                found = parts.get(i).says(name) ? parts.get(i + 1) : found;
            }
        }
        return found;
    }

    /** The elements of an array; for an object, its names and values in turn. */
    List<JsonSlice> parts() {
        List<JsonSlice> parts = new ArrayList<>();
        JsonScan scan = new JsonScan(json);
        for (int at = scan.next(start + 1); at < end - 1; at = scan.next(parts.get(parts.size() - 1).end)) {
            parts.add(new JsonSlice(json, at, scan.value(at)));
        }
        return parts;
    }

    /** Whether it is the string of this text, which is of ASCII. */
    private boolean says(String text) {
        boolean longEnough = end - start >= text.length() + 2;
        return longEnough && json[start] == '"' && text.equals(string());
    }

    /** What it says, if it is a string; {@code null} if it is something else. */
    @Nullable
    String string() {
        if (json[start] != '"') {
            return null;
        }
        return hasEscapes() ? unescaped() : new String(json, start + 1, end - start - 2, UTF_8);
    }

    private boolean hasEscapes() {
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private String unescaped() {
        try (JsonParser parser = parser()) {
            parser.nextToken();
            return parser.getString();
        }
    }

    JsonParser parser() {
        return EventJson.UNSHARED.createParser(ObjectReadContext.empty(), json, start, end - start);
    }

    String text() {
        return new String(json, start, end - start, UTF_8);
    }
}
