package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/**
 * A JSON value that {@link JsonScan} has scanned, as the bytes of its text. It gives access to values that are too
 * deep or too large to be parsed.
 *
 * @param json in UTF-8
 * @param start the value's first byte
 * @param end the index after its last byte
 */
record JsonSlice(byte[] json, int start, int end) {

    /** The first value. Throws {@link JsonScan.NotJson} if it is not JSON. */
    static JsonSlice of(byte[] json) {
        JsonScan scan = new JsonScan(json);
        int start = scan.start();
        return new JsonSlice(json, start, scan.value(start));
    }

    /** Whether no other value follows in the text. */
    boolean isLast() {
        return new JsonScan(json).next(end) == json.length;
    }

    boolean isObject() {
        return json[start] == '{';
    }

    boolean isArray() {
        return json[start] == '[';
    }

    /** The field of this name, or the last of several; {@code null} if there is none, or if this is not an object. */
    @Nullable
    JsonSlice field(String name) {
        JsonSlice found = null;
        if (isObject()) {
            List<JsonSlice> parts = parts();
            for (int i = 0; i < parts.size(); i += 2) {
                found = parts.get(i).isText(name) ? parts.get(i + 1) : found;
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

    /** Whether it is the string with this text, which is ASCII. */
    private boolean isText(String text) {
        boolean longEnough = end - start >= text.length() + 2;
        return longEnough && json[start] == '"' && text.equals(string());
    }

    /** The text of a string; {@code null} for any other value. */
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
