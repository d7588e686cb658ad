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
 * A condition in the words of AWS Lambda's event filtering, over the record as Lambda would send it. It knows all
 * operators of EventBridge; and where Lambda sees a text in a DynamoDB number, a number in the pattern compares with it
 * exactly. Source: "Lambda event filtering" and "Using event filtering with a DynamoDB event source" in the AWS Lambda
 * Developer Guide, "Comparison operators" in the Amazon EventBridge User Guide.
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
     * @throws InvalidFilterException if it is none; the text says where it goes wrong
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

    /** Whether some record may pass. */
    public boolean canMatch() {
        return test.canMatch();
    }

    /** The pattern as plain JSON values, as far as Lambda takes it for DynamoDB: it lets at least as much pass. */
    public Object forLambda() {
        return test.forLambda();
    }

    /** What of the pattern Lambda doesn't take for DynamoDB, in words; nothing when it takes all of it. */
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

    /** The pattern as it is written. */
    @Override
    public String toString() {
        return "filter " + json.strip().replaceAll("\\s+", " ");
    }
}
