package io.millrace.expression;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Handles the name {@code new}, which the expression language reserves for constructors. Before parsing, it is
 * replaced by another name of the same length, so that positions are unchanged; the expression does not contain that
 * name elsewhere.
 */
final class NewKeyword {

    private static final String WORDS = "eq|ne|lt|le|gt|ge|and|or|div|mod|matches|between|instanceof";

    /** Quoted strings, and occurrences of {@code new} that are a whole name. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?<![\\w.#@$])new(?!\\w|\\$|\\s+(?!(?i:" + WORDS + ")\\b)[\\w$])",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final List<String> STAND_INS = IntStream.range(0, 1000)
            .mapToObj(number -> "_" + Integer.toString(number + 36, 36))
            .toList();

    private final String expression;
    private final String hidden;

    private NewKeyword(String expression, String hidden) {
        this.expression = expression;
        this.hidden = hidden;
    }

    static NewKeyword in(String expression) {
        String hidden = STAND_INS.stream()
                .filter(word -> !expression.contains(word))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidExpressionException("the expression has too many names that begin with _"));
        return new NewKeyword(expression, hidden);
    }

    String hidden() {
        Matcher token = TOKEN.matcher(expression);
        return token.replaceAll(
                found -> Matcher.quoteReplacement(found.group().equals("new") ? hidden : found.group()));
    }

    /** The original name for a parsed one. */
    String name(String parsed) {
        return parsed.equals(hidden) ? "new" : parsed;
    }

    /** A message about the parsed expression, with the original names. */
    String shown(String message) {
        return message.replace(hidden, "new").replaceFirst("^EL\\d+E: ", "");
    }
}
