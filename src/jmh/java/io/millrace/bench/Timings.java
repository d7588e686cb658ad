package io.millrace.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measured durations by variant. The variant measured first is what the others are compared with. */
final class Timings {

    private static final String HEADER = "%-12s %6s %10s %10s %10s %8s%n";
    private static final String ROW = "%-12s %6d %10.2f %10.2f %10.2f %8.2f%n";

    private final Map<String, List<Double>> millisByVariant = new LinkedHashMap<>();

    void add(Variant variant, long nanos) {
        millisByVariant
                .computeIfAbsent(variant.name(), name -> new ArrayList<>())
                .add(nanos / 1e6);
    }

    void print(PrintStream out) {
        out.printf(HEADER, "variant", "n", "median ms", "min ms", "max ms", "ratio");
        millisByVariant.forEach((name, millis) -> printRow(out, name, sorted(millis)));
    }

    private void printRow(PrintStream out, String name, List<Double> millis) {
        double median = median(millis);
        int count = millis.size();
        out.printf(ROW, name, count, median, millis.get(0), millis.get(count - 1), median / baseline());
    }

    private double baseline() {
        return median(sorted(millisByVariant.values().iterator().next()));
    }

    private static List<Double> sorted(List<Double> millis) {
        return millis.stream().sorted().toList();
    }

    private static double median(List<Double> sorted) {
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
