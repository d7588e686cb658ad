package io.millrace.expression;

import io.millrace.expression.Methods.Call;
import io.millrace.expression.Methods.Method;
import io.millrace.expression.Patterns.Replacement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The methods of strings. */
final class TextMethods {

    static final Map<String, Method> ALL = Map.ofEntries(
            Map.entry("length", Method.of(0, call -> number(text(call).length()))),
            Map.entry("isEmpty", Method.of(0, call -> text(call).isEmpty())),
            Map.entry("isBlank", Method.of(0, call -> read(call).isBlank())),
            Map.entry("charAt", Method.of(1, call -> String.valueOf(text(call).charAt(call.whole(0))))),
            Map.entry("startsWith", Method.of(1, 2, TextMethods::startsWith)),
            Map.entry("endsWith", Method.of(1, call -> text(call).endsWith(call.text(0)))),
            Map.entry("contains", Method.of(1, call -> indexOf(call) >= 0)),
            Map.entry("indexOf", Method.of(1, 2, call -> number(indexOf(call)))),
            Map.entry("lastIndexOf", Method.of(1, 2, call -> number(lastIndexOf(call)))),
            Map.entry("substring", Method.of(1, 2, TextMethods::substring)),
            Map.entry("toLowerCase", Method.of(0, call -> read(call).toLowerCase(Locale.ROOT))),
            Map.entry("toUpperCase", Method.of(0, call -> read(call).toUpperCase(Locale.ROOT))),
            Map.entry("trim", Method.of(0, call -> read(call).trim())),
            Map.entry("strip", Method.of(0, call -> read(call).strip())),
            Map.entry("stripLeading", Method.of(0, call -> read(call).stripLeading())),
            Map.entry("stripTrailing", Method.of(0, call -> read(call).stripTrailing())),
            Map.entry("equalsIgnoreCase", Method.of(1, TextMethods::equalsIgnoreCase)),
            Map.entry("contentEquals", Method.of(1, call -> text(call).equals(call.text(0)))),
            Map.entry(
                    "compareToIgnoreCase",
                    Method.of(1, call -> number(read(call).compareToIgnoreCase(call.text(0))))),
            Map.entry("concat", Method.of(1, call -> Arithmetic.plus(text(call), call.text(0), call.steps()))),
            Map.entry("repeat", Method.of(1, call -> Arithmetic.repeated(text(call), call.whole(0), call.steps()))),
            Map.entry("matches", Method.of(1, call -> Patterns.matches(text(call), call.text(0), call.steps()))),
            Map.entry("replace", Method.of(2, TextMethods::replace)),
            Map.entry("replaceAll", Method.of(2, call -> replaced(call, Integer.MAX_VALUE))),
            Map.entry("replaceFirst", Method.of(2, call -> replaced(call, 1))),
            Map.entry("hashCode", Method.of(0, call -> number(text(call).hashCode()))),
            Map.entry("split", Method.of(1, 2, TextMethods::split)));

    private static final int AT_ONCE = 64;

    private TextMethods() {}

    private static String text(Call call) {
        return (String) call.target();
    }

    /** The string; each of its characters takes a step. */
    private static String read(Call call) {
        call.steps().take(text(call).length());
        return text(call);
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }

    private static boolean startsWith(Call call) {
        return call.has(1)
                ? text(call).startsWith(call.text(0), call.whole(1))
                : text(call).startsWith(call.text(0));
    }

    private static boolean equalsIgnoreCase(Call call) {
        return call.get(0) instanceof String other && read(call).equalsIgnoreCase(other);
    }

    private static int indexOf(Call call) {
        String wanted = sought(call);
        return text(call).indexOf(wanted, call.has(1) ? call.whole(1) : 0);
    }

    private static int lastIndexOf(Call call) {
        String wanted = sought(call);
        return text(call)
                .lastIndexOf(wanted, call.has(1) ? call.whole(1) : text(call).length());
    }

    /** The string to search for. In the worst case it is compared at each index, many characters at once. */
    private static String sought(Call call) {
        String wanted = call.text(0);
        call.steps().take(text(call).length() * (1L + wanted.length() / AT_ONCE));
        return wanted;
    }

    private static String substring(Call call) {
        int end = call.has(1) ? call.whole(1) : text(call).length();
        String part = text(call).substring(call.whole(0), end);
        call.steps().take(part.length());
        return part;
    }

    private static String replace(Call call) {
        String wanted = sought(call);
        String replacement = call.text(1);
        long places = wanted.isEmpty() ? text(call).length() + 1L : places(text(call), wanted);
        call.steps().take(places * replacement.length());
        return text(call).replace(wanted, replacement);
    }

    private static List<String> split(Call call) {
        return Patterns.split(text(call), call.text(0), call.has(1) ? call.whole(1) : 0, call.steps());
    }

    private static String replaced(Call call, int times) {
        String replacement = call.text(1);
        long most = replacement.contains("$")
                ? (long) replacement.length() * text(call).length()
                : replacement.length();
        return Patterns.replace(text(call), call.text(0), new Replacement(replacement, times, most), call.steps());
    }

    private static long places(String text, String wanted) {
        long places = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            places++;
        }
        return places;
    }
}
