package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps key patterns to values. It finds the values whose pattern matches a key without trying each pattern. */
final class KeyIndex<V> {

    private @Nullable V any;
    private @Nullable PrefixIndex<V> prefixes;
    private @Nullable ExactIndex<V> exact;

    /**
     * The values of these patterns, created if they are missing; without patterns, or for a star alone, the value
     * that every key finds.
     */
    List<V> at(List<KeyPattern> patterns, Supplier<V> make) {
        if (patterns.isEmpty() || patterns.stream().anyMatch(KeyPattern::isAny)) {
            any = any == null ? make.get() : any;
            return List.of(any);
        }
        List<V> values = new ArrayList<>();
        patterns.forEach(pattern -> values.addAll(at(pattern, make)));
        return values;
    }

    private List<V> at(KeyPattern pattern, Supplier<V> make) {
        if (pattern.prefix()) {
            prefixes = prefixes == null ? new PrefixIndex<>() : prefixes;
            return List.of(prefixes.at(pattern.text(), make));
        }
        exact = exact == null ? new ExactIndex<>() : exact;
        return exact.at(pattern.text(), make);
    }

    /** Passes each value that the key finds to the visitor; a {@code null} key finds only the value of every key. */
    void visit(@Nullable AttributeValue key, Consumer<V> visitor) {
        if (any != null) {
            visitor.accept(any);
        }
        if (key != null && exact != null) {
            exact.visit(key, visitor);
        }
        if (key != null && prefixes != null && key.getS() != null) {
            prefixes.visit(key.getS(), visitor);
        }
    }
}
