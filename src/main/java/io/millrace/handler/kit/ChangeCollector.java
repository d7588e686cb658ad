package io.millrace.handler.kit;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache.VariableFetcher;
import io.millrace.handler.kit.ChangePlace.Scene;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds values by the names in a template. */
final class ChangeCollector extends DefaultCollector {

    @Override
    public @Nullable VariableFetcher createFetcher(Object context, String name) {
        if (!(context instanceof Scene)) {
            Optional<RawPlace> raw = RawPlace.of(name);
            return raw.isPresent() ? raw(raw.get(), context, RawPlace.plain(name)) : super.createFetcher(context, name);
        }
        Optional<ChangePlace> place = place(name);
        return (scene, same) ->
                place.flatMap(found -> found.value((Scene) scene)).orElse(null);
    }

    private @Nullable VariableFetcher raw(RawPlace raw, Object context, String name) {
        if (name.equals(".") || name.equals("this")) {
            return (value, same) -> raw.checked(name, value);
        }
        VariableFetcher plain = super.createFetcher(context, name);
        return plain == null ? null : (value, same) -> raw.checked(name, plain.get(value, name));
    }

    /** Empty for a name of a section's own values, which this one of them has not. */
    private static Optional<ChangePlace> place(String name) {
        try {
            return Optional.of(ChangePlace.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
