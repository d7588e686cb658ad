package io.millrace.handler.kit;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache.VariableFetcher;
import io.millrace.handler.kit.Placeholder.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds values by the names in a template. */
final class PlaceholderCollector extends DefaultCollector {

    @Override
    public @Nullable VariableFetcher createFetcher(Object context, String name) {
        if (!(context instanceof Context)) {
            Optional<RawPlaceholder> raw = RawPlaceholder.of(name);
            return raw.isPresent()
                    ? raw(raw.get(), context, RawPlaceholder.plain(name))
                    : super.createFetcher(context, name);
        }
        Optional<Placeholder> place = place(name);
        return (change, same) ->
                place.flatMap(found -> found.value((Context) change)).orElse(null);
    }

    private @Nullable VariableFetcher raw(RawPlaceholder raw, Object context, String name) {
        if (name.equals(".") || name.equals("this")) {
            return (value, same) -> raw.checked(name, value);
        }
        VariableFetcher plain = super.createFetcher(context, name);
        return plain == null ? null : (value, same) -> raw.checked(name, plain.get(value, name));
    }

    /** Returns the placeholder of a name; empty if it is a missing name of a section's own values. */
    private static Optional<Placeholder> place(String name) {
        try {
            return Optional.of(Placeholder.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
