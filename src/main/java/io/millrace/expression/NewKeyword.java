package io.millrace.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name {@code new}, which the expression language keeps for constructors. It stands for another name of the same
 * length, so that positions stay right.
 */
final class NewKeyword {

    static final String HIDDEN = "n__";

    private static final String WORDS = "eq|ne|lt|le|gt|ge|and|or|div|mod|matches|between|instanceof";

    /** Texts in quotes, and names; of the names only those that nothing belongs to. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?<![\\w.#@$])new(?!\\w|\\s+(?!(?i:" + WORDS + ")\\b)[\\w$])");

    private NewKeyword() {}

    static String hidden(String expression) {
        Matcher token = TOKEN.matcher(expression);
        return token.replaceAll(
                found -> Matcher.quoteReplacement(found.group().equals("new") ? HIDDEN : found.group()));
    }

    static String shown(String message) {
        return message.replace(HIDDEN, "new").replaceFirst("^EL\\d+E: ", "");
    }
}
