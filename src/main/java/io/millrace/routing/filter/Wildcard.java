package io.millrace.routing.filter;

import java.util.ArrayList;
import java.util.List;

/** A pattern with stars for any characters. Its time is proportional to the string's length times the pattern's. */
final class Wildcard {

    private final List<String> pieces;

    /** @param pieces the pieces between the stars, one more than there are stars */
    private Wildcard(List<String> pieces) {
        this.pieces = pieces;
    }

    /** @throws IllegalArgumentException for two stars in a row, and for a backslash before anything but a star or a backslash */
    static Wildcard of(String pattern) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char next = pattern.charAt(i);
            if (next == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
                requireOneStar(pattern, i);
            } else {
                piece.append(next == '\\' ? escaped(pattern, ++i) : next);
            }
        }
        pieces.add(piece.toString());
        return new Wildcard(pieces);
    }

    private static void requireOneStar(String pattern, int star) {
        if (pattern.startsWith("**", star)) {
            throw new IllegalArgumentException("has two stars in a row; one does the same");
        }
    }

    private static char escaped(String pattern, int index) {
        if (index == pattern.length() || "*\\".indexOf(pattern.charAt(index)) < 0) {
            throw new IllegalArgumentException("has a backslash that escapes neither '*' nor '\\'");
        }
        return pattern.charAt(index);
    }

    boolean matches(String value) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (pieces.size() == 1) {
            return value.equals(first);
        }
        int end = value.length() - last.length();
        if (first.length() > end || !value.startsWith(first) || !value.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = value.indexOf(piece, from);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            from = found + piece.length();
        }
        return true;
    }
}
