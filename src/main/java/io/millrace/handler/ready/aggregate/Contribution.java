package io.millrace.handler.ready.aggregate;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The effect of changes on an item of the view.
 *
 * @param sums what is added, by attribute
 * @param values what is overwritten
 * @param extremes what is kept if it is the largest, or the smallest
 */
record Contribution(
        ViewKey key, Map<String, BigDecimal> sums, Map<String, AttributeValue> values, Map<String, Extreme> extremes) {

    /** Whether it has no effect. */
    boolean isEmpty() {
        return values.isEmpty() && extremes.isEmpty() && sums.values().stream().allMatch(sum -> sum.signum() == 0);
    }

    /** Whether a later contribution can be combined with it. */
    boolean takes(Contribution later) {
        return extremes.entrySet().stream().allMatch(extreme -> {
            Extreme other = later.extremes.get(extreme.getKey());
            return other == null || extreme.getValue().compares(other.value());
        });
    }

    /** Returns the effect of both, this one first. */
    Contribution and(Contribution later) {
        return new Contribution(
                key,
                merged(sums, later.sums, BigDecimal::add),
                merged(values, later.values, (value, last) -> last),
                merged(extremes, later.extremes, Extreme::and));
    }

    private static <V> Map<String, V> merged(Map<String, V> one, Map<String, V> other, BinaryOperator<V> both) {
        Map<String, V> merged = new LinkedHashMap<>(one);
        other.forEach((name, value) -> merged.merge(name, value, both));
        return merged;
    }
}
