package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Finds the places that environment variables mean. The name of a variable has neither lower case nor dashes, so that a free key
 * is looked up among those that files spell. An unknown variable below {@code millrace} may be meant for something else.
 */
final class VariableNameResolver {

    private static final String PREFIX = "MILLRACE_";

    private final Slot root;
    private final KnownNames known;
    private final Consumer<Problem> problems;

    /**
     * @param known free keys that files spell
     */
    VariableNameResolver(Slot root, KnownNames known, Consumer<Problem> problems) {
        this.root = root;
        this.known = known;
        this.problems = problems;
    }

    /** The place that a variable means; empty for a variable of another component, and for a mistake. */
    Optional<Slot> slot(Entry entry) {
        String name = entry.name().text();
        int start = name.toUpperCase(Locale.ROOT).indexOf(PREFIX) + PREFIX.length();
        List<Problem> found = new ArrayList<>();
        Optional<Slot> slot =
                new Search(entry, found).below(List.of(name.substring(start).split("_")), root);
        if (slot.isEmpty()) {
            found.stream().limit(1).forEach(problems);
        }
        return slot;
    }

    private final class Search {

        private final Entry entry;
        private final List<Problem> found;

        Search(Entry entry, List<Problem> found) {
            this.entry = entry;
            this.found = found;
        }

        Optional<Slot> below(List<String> parts, Slot slot) {
            Schema schema = slot.schema();
            if (parts.isEmpty()) {
                return Optional.of(slot);
            }
            if (schema.isAnything()) {
                Slot rest = slot;
                for (String part : parts) {
                    rest = rest.unknown(part);
                }
                return Optional.of(rest);
            }
            if (schema.isMapOfValues()) {
                return text(String.join("_", parts), slot);
            }
            if (schema.isMap()) {
                return id(parts, slot);
            }
            return schema.isList() ? element(parts, slot) : key(parts, slot);
        }

        private Optional<Slot> key(List<String> parts, Slot slot) {
            for (int size = parts.size(); size > 0; size--) {
                Optional<String> key = slot.schema().key(String.join("_", parts.subList(0, size)));
                if (key.isPresent()) {
                    return below(parts.subList(size, parts.size()), slot.component(key.get()));
                }
            }
            return isOurs(slot) ? none(slot, unknown(parts, slot)) : Optional.empty();
        }

        /** Whether a variable below this place belongs to Millrace for certain: one of a table or a handler does. */
        private boolean isOurs(Slot slot) {
            return TablesReader.TABLES.isAncestorOf(slot.name()) || ReadyMade.HANDLERS.isAncestorOf(slot.name());
        }

        private String unknown(List<String> parts, Slot slot) {
            String key = parts.get(0).toLowerCase(Locale.ROOT);
            List<String> keys = slot.schema().keys();
            String where = slot.name().getLastElement(Form.ORIGINAL);
            return keys.isEmpty()
                    ? "'%s' takes a value, not keys below it.".formatted(where)
                    : "there is no key '%s' below '%s'.%s Known keys here: %s."
                            .formatted(key, where, Nearest.hint(key, keys), keys);
        }

        private Optional<Slot> id(List<String> parts, Slot slot) {
            List<String> meant = known.meant(slot.name(), parts.get(0));
            if (meant.size() > 1) {
                return none(slot, "'%s' may mean any of %s.".formatted(parts.get(0), meant));
            }
            Optional<String> longer = longer(parts, slot);
            if (meant.isEmpty() && longer.isPresent()) {
                return none(slot, longer.get());
            }
            String id = meant.isEmpty() ? parts.get(0).toLowerCase(Locale.ROOT) : meant.get(0);
            Optional<Slot> below = below(parts.subList(1, parts.size()), slot.child(id));
            return below.isEmpty() && longer.isPresent() ? none(slot, longer.get()) : below;
        }

        /** The correction for an id that is written with its dashes and underscores. */
        private Optional<String> longer(List<String> parts, Slot slot) {
            for (int size = parts.size(); size > 1; size--) {
                List<String> meant = known.meant(slot.name(), String.join("_", parts.subList(0, size)));
                if (!meant.isEmpty()) {
                    String id = Schema.plain(meant.get(0)).toUpperCase(Locale.ROOT);
                    String all = entry.name().text();
                    String rest = String.join("_", parts);
                    String right = all.substring(0, all.length() - rest.length())
                            + rest.replaceFirst("^([^_]*_){%s}[^_]*".formatted(size - 1), id);
                    return Optional.of("a variable spells '%s' without dashes and underscores: write %s."
                            .formatted(meant.get(0), right));
                }
            }
            return Optional.empty();
        }

        private Optional<Slot> text(String key, Slot slot) {
            List<String> meant = known.meant(slot.name(), key);
            if (meant.size() == 1) {
                return Optional.of(slot.child(meant.get(0)));
            }
            String name = slot.name().getLastElement(Form.ORIGINAL);
            return none(
                    slot,
                    meant.isEmpty()
                            ? "a variable can't spell a key of '%s'. Write the key in a file, with the variable as its value: \"${%s}\"."
                                    .formatted(name, key)
                            : "'%s' may mean any of %s.".formatted(key, meant));
        }

        private Optional<Slot> element(List<String> parts, Slot slot) {
            return parts.get(0).matches("[0-9]+")
                    ? below(parts.subList(1, parts.size()), slot.element(parts.get(0)))
                    : none(
                            slot,
                            "'%s' takes a list, not keys below it."
                                    .formatted(slot.name().getLastElement(Form.ORIGINAL)));
        }

        private Optional<Slot> none(Slot slot, String problem) {
            found.add(0, new Problem(slot.name(), entry.origin(), problem));
            return Optional.empty();
        }
    }
}
