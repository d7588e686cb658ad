package io.millrace.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The free keys of some sources, by where they stand: names of tables, routes and handlers, and keys of settings. */
final class KnownNames {

    private final Map<ConfigurationPropertyName, Set<String>> names = new HashMap<>();

    void add(ConfigurationPropertyName parent, String id) {
        names.computeIfAbsent(parent, any -> new LinkedHashSet<>()).add(id);
    }

    void addAll(KnownNames others) {
        others.names.forEach((parent, all) -> all.forEach(id -> add(parent, id)));
    }

    private Set<String> below(ConfigurationPropertyName parent) {
        return names.getOrDefault(parent, Set.of());
    }

    /** The names that a name may mean: the same name if it is known, otherwise all that are equal for Spring. */
    List<String> meant(ConfigurationPropertyName parent, String written) {
        Set<String> known = below(parent);
        String plain = Schema.plain(written);
        return known.contains(written)
                ? List.of(written)
                : known.stream()
                        .filter(id -> !plain.isEmpty() && Schema.plain(id).equals(plain))
                        .toList();
    }
}
