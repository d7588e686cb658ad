package io.millrace.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses the known name that a misspelt one means. */
final class Nearest {

    private Nearest() {}

    /** {@code " Did you mean 'x'?"}, or empty if no name is near. */
    static String hint(String misspelt, Collection<String> names) {
        return to(misspelt, names).map(" Did you mean '%s'?"::formatted).orElse("");
    }

    static Optional<String> to(String misspelt, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(misspelt, name)))
                .filter(name -> distance(misspelt, name) <= Math.max(2, misspelt.length() / 3))
                .or(() -> names.stream()
                        .filter(name -> beginsWith(name, misspelt))
                        .findFirst());
    }

    /** Whether a word is the first of a name: {@code queue} of {@code queue-url}. */
    private static boolean beginsWith(String name, String word) {
        return !word.isEmpty() && name.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT) + "-");
    }

    /** The number of characters to add, remove, replace or swap with a neighbour, ignoring case. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
