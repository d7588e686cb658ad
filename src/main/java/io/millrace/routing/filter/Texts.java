package io.millrace.routing.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * Matches a string by a predicate.
 *
 * @param wanted the predicate
 * @param knownToLambda whether Lambda supports the operator
 */
record Texts(Predicate<String> wanted, boolean knownToLambda) implements Alternative {

    static Texts exact(String text) {
        return new Texts(text::equals, true);
    }

    static Texts ignoringCase(String text) {
        return new Texts(value -> value.length() == text.length() && sameIgnoringCase(value, 0, text), true);
    }

    static Texts prefix(String prefix) {
        return new Texts(value -> value.startsWith(prefix), true);
    }

    static Texts prefixIgnoringCase(String prefix) {
        return new Texts(value -> sameIgnoringCase(value, 0, prefix), false);
    }

    static Texts suffix(String suffix) {
        return new Texts(value -> value.endsWith(suffix), true);
    }

    static Texts suffixIgnoringCase(String suffix) {
        return new Texts(value -> sameIgnoringCase(value, value.length() - suffix.length(), suffix), false);
    }

    /** Whether each character is the upper or lower case of the pattern's, as in EventBridge: ı does not equal I. */
    private static boolean sameIgnoringCase(String value, int from, String pattern) {
        if (from < 0 || from + pattern.length() > value.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            char found = value.charAt(from + i);
            if (found != wanted && found != Character.toLowerCase(wanted) && found != Character.toUpperCase(wanted)) {
                return false;
            }
        }
        return true;
    }

    static Texts wildcard(String pattern) {
        return new Texts(Wildcard.of(pattern)::matches, false);
    }

    static Texts cidr(String block) {
        return new Texts(Cidr.of(block)::contains, false);
    }

    /** Matches everything except strings that one of these matches; values other than strings match. */
    static Alternative butNone(List<Texts> unwanted) {
        return new AnythingBut(value -> unwanted.stream().noneMatch(one -> one.text(value)), List.of(), false);
    }

    @Override
    public boolean text(String value) {
        return wanted.test(value);
    }

    @Override
    public boolean number(BigDecimal value) {
        return false;
    }

    @Override
    public boolean bool(boolean value) {
        return false;
    }
}
