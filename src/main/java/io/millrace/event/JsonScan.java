package io.millrace.event;

import java.util.BitSet;

/**
 * Scans JSON without building values, in time linear in its length, and with one bit of memory for each level.
 * Source: RFC 8259.
 */
final class JsonScan {

    private final byte[] json;

    /** Thrown for text that is not JSON. */
    static final class NotJson extends RuntimeException {

        private final int position;

        NotJson(int position) {
            super(null, null, false, false);
            this.position = position;
        }

        /** The index of the first invalid byte. */
        int position() {
            return position;
        }
    }

    /**
     * @param json in UTF-8
     */
    JsonScan(byte[] json) {
        this.json = json;
    }

    /** The index where the first value begins, after white space and a byte order mark. */
    int start() {
        boolean marked = json.length >= 3 && json[0] == (byte) 0xef && json[1] == (byte) 0xbb && json[2] == (byte) 0xbf;
        return skipSpace(marked ? 3 : 0);
    }

    /** The next index after white space, commas and colons. */
    int next(int from) {
        int at = skipSpace(from);
        while (at < json.length && (json[at] == ',' || json[at] == ':')) {
            at = skipSpace(at + 1);
        }
        return at;
    }

    /** Skips the value that begins at an index. Returns the index after it. */
    int value(int start) {
        BitSet objects = new BitSet();
        int depth = 0;
        int at = start;
        while (true) {
            byte first = at(at);
            if (first == '{' || first == '[') {
                objects.set(depth++, first == '{');
                at = skipSpace(at + 1);
                if (at(at) != (first == '{' ? '}' : ']')) {
                    at = first == '{' ? name(at) : at;
                    continue;
                }
            } else {
                at = scalar(at);
            }
            while (depth > 0 && isClosing(skipSpace(at), objects.get(depth - 1))) {
                at = skipSpace(at) + 1;
                depth--;
            }
            if (depth == 0) {
                return at;
            }
            at = skipSpace(require(skipSpace(at), ','));
            at = objects.get(depth - 1) ? name(at) : at;
        }
    }

    private boolean isClosing(int at, boolean object) {
        return at(at) == (object ? '}' : ']');
    }

    /** Skips a name and its colon. */
    private int name(int start) {
        if (at(start) != '"') {
            throw new NotJson(start);
        }
        return skipSpace(require(skipSpace(string(start)), ':'));
    }

    private int scalar(int start) {
        return switch (at(start)) {
            case '"' -> string(start);
            case 't' -> word(start, "true");
            case 'f' -> word(start, "false");
            case 'n' -> word(start, "null");
            default -> number(start);
        };
    }

    private int string(int start) {
        int at = start + 1;
        for (byte next = at(at); next != '"'; next = at(at)) {
            if (next >= 0 && next < ' ') {
                throw new NotJson(at);
            }
            at = next == '\\' ? escape(at + 1) : at + 1;
        }
        return at + 1;
    }

    private int escape(int at) {
        byte kind = at(at);
        if (kind != 'u') {
            return require(at, "\"\\/bfnrt".indexOf(kind) < 0 ? 'u' : (char) kind);
        }
        for (int i = 1; i <= 4; i++) {
            if (Character.digit(at(at + i), 16) < 0) {
                throw new NotJson(at + i);
            }
        }
        return at + 5;
    }

    private int word(int start, String word) {
        int at = start;
        for (int i = 0; i < word.length(); i++) {
            at = require(at, word.charAt(i));
        }
        return at;
    }

    private int number(int start) {
        int at = at(start) == '-' ? start + 1 : start;
        at = at(at) == '0' ? at + 1 : digits(at);
        if (is(at, '.')) {
            at = digits(at + 1);
        }
        if (is(at, 'e') || is(at, 'E')) {
            at = digits(is(at + 1, '+') || is(at + 1, '-') ? at + 2 : at + 1);
        }
        return at;
    }

    /** Skips one or more digits. */
    private int digits(int start) {
        int at = start;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw new NotJson(start);
        }
        return at;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }

    private boolean is(int at, char wanted) {
        return at < json.length && json[at] == wanted;
    }

    private int require(int at, char wanted) {
        if (!is(at, wanted)) {
            throw new NotJson(at);
        }
        return at + 1;
    }

    private byte at(int at) {
        if (at >= json.length) {
            throw new NotJson(at);
        }
        return json[at];
    }
}
