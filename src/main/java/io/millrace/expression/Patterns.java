package io.millrace.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions over texts of a change: each look at a character takes a step. */
final class Patterns {

    private static final int LONGEST = 1000;

    private Patterns() {}

    /** @throws BrokenExpressionException if it is no regular expression */
    static Pattern compile(String regex) {
        if (regex.length() > LONGEST) {
            throw new BrokenExpressionException(
                    String.format(Locale.ROOT, "a pattern has more than %,d characters", LONGEST));
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) { // its text quotes the pattern, which may be of an item
            throw new BrokenExpressionException("a pattern is none: %s".formatted(e.getDescription()));
        }
    }

    static boolean matches(String text, String regex, Steps steps) {
        return matches(text, compile(regex), steps);
    }

    static boolean matches(String text, Pattern pattern, Steps steps) {
        return pattern.matcher(new Counted(text, steps)).matches();
    }

    /** As Java splits: at most so many parts, or all for 0, without empty ones at the end, or all for less than 0. */
    static List<String> split(String text, String regex, int most, Steps steps) {
        return List.of(compile(regex).split(new Counted(text, steps), most));
    }

    /**
     * What is put in where a pattern is found.
     *
     * @param times how often at most
     * @param longest how long it can be there
     */
    record Replacement(String text, int times, long longest) {}

    /**
     * @throws BrokenExpressionException if the replacement asks for a group that the pattern has not
     */
    static String replace(String text, String regex, Replacement replacement, Steps steps) {
        Matcher matcher = compile(regex).matcher(new Counted(text, steps));
        StringBuilder replaced = new StringBuilder();
        try {
            for (int times = 0; times < replacement.times() && matcher.find(); times++) {
                steps.take(replacement.longest());
                matcher.appendReplacement(replaced, replacement.text());
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BrokenExpressionException("what is put in has a group that its pattern has not");
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
