package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.Origin;

/** Collects keys of one source that stand where a list is expected: {@code exclude: {password}}. */
final class MisplacedKeys {

    private final Consumer<Problem> problems;
    private final Map<ConfigurationPropertyName, Block> blocks = new LinkedHashMap<>();

    private record Block(@Nullable Origin origin, Set<String> keys, Set<String> values) {}

    MisplacedKeys(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /**
     * Adds a key.
     *
     * @param index of the part of the name that the key begins with
     * @param list the list at which the key stands
     */
    void add(Entry entry, int index, ConfigurationPropertyName list) {
        Block block = blocks.computeIfAbsent(
                list, any -> new Block(entry.origin(), new LinkedHashSet<>(), new LinkedHashSet<>()));
        block.keys().add(entry.name().from(index));
        if (entry.value() instanceof String text && !text.isEmpty()) {
            block.values().add(text);
        }
    }

    /** Reports one problem for each list. */
    void tell() {
        blocks.forEach((list, block) -> problems.accept(new Problem(list, block.origin(), problem(list, block))));
    }

    private static String problem(ConfigurationPropertyName list, Block block) {
        String keys = written(block.keys());
        String name = list.getLastElement(Form.ORIGINAL);
        String meant = block.values().isEmpty() ? keys : "%s, or %s".formatted(keys, written(block.values()));
        return "'%s' takes a list, not keys below it. Did you mean %s?".formatted(name, meant);
    }

    /** A list as YAML writes it in one line. */
    private static String written(Set<String> texts) {
        return texts.stream()
                .map(text -> text.matches("[A-Za-z][A-Za-z0-9_.-]*") ? text : "\"%s\"".formatted(text))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
