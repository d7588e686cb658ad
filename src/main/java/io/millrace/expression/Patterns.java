package io.millrace.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions over strings of a change: each access to a character takes a step. */
final class Patterns {

    private static final int LONGEST = 1000;

    private Patterns() {}

    /** @throws BrokenExpressionException if it is not a regular expression */
    static Pattern compile(String regex) {
        if (regex.length() > LONGEST) {
            throw new BrokenExpressionException(
                    String.format(Locale.ROOT, "a pattern has more than %,d characters", LONGEST));
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) { // its message quotes the pattern, which may come from an item
            throw new BrokenExpressionException(
                    "a pattern is not a regular expression: %s".formatted(e.getDescription()));
        }
    }

    static boolean matches(String text, String regex, Steps steps) {
        return matches(text, compile(regex), steps);
    }

    static boolean matches(String text, Pattern pattern, Steps steps) {
        return pattern.matcher(new Counted(text, steps)).matches();
    }

    /**
     * Splits as Java does: into at most {@code most} parts, or for 0 into all without empty ones at the end, or for
     * less than 0 into all.
     */
    static List<String> split(String text, String regex, int most, Steps steps) {
        return List.of(compile(regex).split(new Counted(text, steps), most));
    }

    /**
     * The replacement of a pattern's matches.
     *
     * @param times the maximum number of matches
     * @param longest its maximum length at a match
     */
    record Replacement(String text, int times, long longest) {}

    /** @throws BrokenExpressionException if the replacement refers to a group that the pattern does not have */
    static String replace(String text, String regex, Replacement replacement, Steps steps) {
        Matcher matcher = compile(regex).matcher(new Counted(text, steps));
        StringBuilder replaced = new StringBuilder();
        try {
            for (int times = 0; times < replacement.times() && matcher.find(); times++) {
                steps.take(replacement.longest());
                matcher.appendReplacement(replaced, replacement.text());
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BrokenExpressionException("a replacement refers to a group that its pattern does not have");
        }
        return matcher.appendTail(replaced).toString();
    }

    private record Counted(CharSequence text, Steps steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps.take(1);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
