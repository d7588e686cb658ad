package io.millrace.routing.filter;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.routing.Condition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition in the syntax of AWS Lambda's event filtering, over the record as Lambda would send it. It supports all
 * operators of EventBridge. Lambda treats a DynamoDB number as a string; here, a number in the pattern compares with
 * it exactly. Source: "Lambda event filtering" and "Using event filtering with a DynamoDB event source" in the AWS
 * Lambda Developer Guide, "Comparison operators" in the Amazon EventBridge User Guide.
 */
public final class FilterPattern implements Condition {

    private final String json;
    private final ObjectTest test;

    private FilterPattern(String json, ObjectTest test) {
        this.json = json;
        this.test = test;
    }

    /**
     * Parses a pattern.
     *
     * @throws InvalidFilterException if it is not a pattern; the message says where it is wrong
     */
    public static FilterPattern parse(String json) {
        return new FilterPattern(json, PatternParser.parse(json));
    }

    @Override
    public boolean isMet(Change<Item> change) {
        return test.test(change.original(), new Sighting(change.original()));
    }

    @Override
    public Condition.Result explain(Change<Item> change) {
        Optional<Mismatch> mismatch = test.mismatch(change.original(), new Sighting(change.original()));
        return mismatch.map(one -> Condition.Result.unmet("filter", one.path() + " is " + one.wanted(), one.seen()))
                .orElseGet(() -> Condition.Result.met("filter", json.strip()));
    }

    @Override
    public Set<Image> images(EventName event) {
        return Image.of(event, needed());
    }

    @Override
    public boolean canBeMet(EventName event) {
        return Image.of(event).containsAll(needed());
    }

    private Set<Image> needed() {
        Set<Image> needed = EnumSet.allOf(Image.class);
        needed.removeIf(image -> !test.needs(image == Image.NEW ? "NewImage" : "OldImage"));
        return needed;
    }

    /** Whether any record can match. */
    public boolean canMatch() {
        return test.canMatch();
    }

    /**
     * The pattern as plain JSON values, reduced to what Lambda supports for DynamoDB: it passes at least the same
     * records.
     */
    public Object forLambda() {
        return test.forLambda();
    }

    /** Descriptions of the parts that Lambda doesn't support for DynamoDB; empty if it supports all. */
    public List<String> unknownToLambda() {
        return test.unknownToLambda().distinct().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilterPattern pattern && pattern.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The pattern as written in the configuration. */
    @Override
    public String toString() {
        return "filter " + json.strip().replaceAll("\\s+", " ");
    }
}
