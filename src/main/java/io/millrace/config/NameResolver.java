package io.millrace.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Finds the places that the names of one source mean. Keys of the types are found as Spring finds them, whatever their upper
 * case, dashes and underscores; free keys stay as they are written.
 */
final class NameResolver {

    private final KnownNames known;
    private final KnownNames own = new KnownNames();
    private final Spellings spellings;
    private final boolean strict;
    private final Consumer<Problem> problems;
    private final MisplacedKeys misplaced;
    private final Map<ConfigurationPropertyName, String> spelt = new HashMap<>();
    private final Map<String, Slot> parents = new HashMap<>();

    /**
     * @param known free keys of the sources that this one overrides
     * @param strict whether an unknown key is a mistake
     * @param problems receives the problems of names
     */
    NameResolver(KnownNames known, Spellings spellings, boolean strict, Consumer<Problem> problems) {
        this.known = known;
        this.spellings = spellings;
        this.strict = strict;
        this.problems = problems;
        this.misplaced = new MisplacedKeys(problems);
    }

    /** Completes the source once all its names are resolved. */
    void finish() {
        misplaced.tell();
        known.addAll(own);
    }

    /** The place that a name means. Its first part is {@code millrace}. */
    Slot slot(Entry entry, Slot root) {
        int last = entry.name().size() - 1;
        Slot parent = last > 1 ? parents.get(entry.name().before(last)) : null;
        return parent == null ? below(entry, 1, root) : below(entry, last, parent);
    }

    private Slot below(Entry entry, int index, Slot slot) {
        WrittenName written = entry.name();
        Schema schema = slot.schema();
        if (index == written.size()) {
            return slot;
        }
        parents.put(written.before(index), slot);
        if (schema.isMapOfValues()) {
            return text(entry, index, slot);
        }
        if (schema.isMap()) {
            return below(entry, index + 1, slot.child(id(entry, index, slot.name())));
        }
        if (schema.isList() && written.part(index).isIndex()) {
            return below(entry, index + 1, slot.element(written.part(index).text()));
        }
        return schema.isList() || schema.isAnything() ? rest(entry, index, slot) : key(entry, index, slot);
    }

    private Slot rest(Entry entry, int index, Slot slot) {
        if (slot.schema().isList()) {
            misplaced.add(entry, index, slot.name());
        }
        Slot rest = new Slot(slot.name(), slot.schema().anything());
        for (WrittenName.Part part :
                entry.name().parts().subList(index, entry.name().size())) {
            rest = rest.unknown(part.text());
        }
        return rest;
    }

    private Slot key(Entry entry, int index, Slot slot) {
        WrittenName.Part part = entry.name().part(index);
        Optional<String> key = slot.schema().key(part.text());
        if (key.isEmpty()) {
            return unknown(entry, index, slot);
        }
        String earlier = spelt.putIfAbsent(slot.name().append(key.get()), part.text());
        if (earlier != null && !earlier.equals(part.text())) {
            add(
                    entry,
                    slot.name().append(key.get()),
                    "it is written twice, as '%s' and as '%s'. Remove one.".formatted(earlier, part.text()));
        }
        return below(entry, index + 1, slot.component(key.get()));
    }

    private Slot unknown(Entry entry, int index, Slot slot) {
        WrittenName.Part part = entry.name().part(index);
        String text = part.text().toLowerCase(Locale.ROOT).replace("_", "");
        ConfigurationPropertyName name = text.matches("[a-z0-9][a-z0-9-]*") && !part.bracketed()
                ? slot.name().append(text)
                : Settings.child(slot.name(), part.text());
        if (strict) {
            String dotted = spellings
                    .keyOver(entry, index)
                    .map(key -> inBrackets(key, slot.schema()))
                    .orElse("");
            boolean mayTell = slot.schema().isRecord() || !Secrets.isSecret(slot.name());
            boolean shown = mayTell && !(slot.schema().isRecord() && part.isIndex());
            add(entry, shown ? name : slot.name(), UnknownKey.of(entry.name(), index, slot.schema()) + dotted);
        }
        return rest(entry, index + 1, new Slot(name, slot.schema().anything()));
    }

    /** How to write a key with dots of which one may be part of a name: the name ends before the first known key. */
    private static String inBrackets(String key, Schema schema) {
        String[] words = key.split("\\.");
        for (int i = 1; i < words.length; i++) {
            if (schema.key(words[i]).isPresent()) {
                String name = String.join(".", List.of(words).subList(0, i));
                return " If '%1$s' is a name, write it in brackets: '[%1$s]': { %2$s: … }.".formatted(name, words[i]);
            }
        }
        return " If '%1$s' is a name, write it in brackets: '[%1$s]'.".formatted(key);
    }

    /** The place of a free key with a value: the key is the rest of the name. */
    private Slot text(Entry entry, int index, Slot slot) {
        String key = entry.name().from(index);
        own.add(slot.name(), key);
        Slot child = slot.child(key);
        checkSpelling(entry, index, slot.name(), true);
        return child;
    }

    /** A free key with keys below it, such as the name of a table, a route or a handler. */
    private String id(Entry entry, int index, ConfigurationPropertyName parent) {
        WrittenName.Part part = entry.name().part(index);
        if (part.text().isEmpty()) {
            add(entry, parent, "a name below it is empty.");
        }
        String id = part.bracketed() ? part.text() : meant(entry, part.text(), parent);
        checkSpelling(entry, index, parent, false);
        own.add(parent, id);
        return id;
    }

    private void checkSpelling(Entry entry, int index, ConfigurationPropertyName parent, boolean last) {
        spellings.problemOfKey(entry, index, parent, last).ifPresent(problems);
    }

    private String meant(Entry entry, String id, ConfigurationPropertyName parent) {
        ConfigurationPropertyName name = Settings.child(parent, id);
        if (!id.matches("[A-Za-z0-9_-]+")) {
            if (!parent.equals(TablesReader.TABLES)) { // such an id of a table is refused elsewhere
                add(
                        entry,
                        name,
                        "'%1$s' has characters that Spring drops. Write it in brackets: '[%1$s]'.".formatted(id));
            }
            return id;
        }
        String earlier = spelt.putIfAbsent(parent.append("[%s]".formatted(Schema.plain(id) + " ")), id);
        if (earlier != null && !earlier.equals(id)) {
            String same =
                    "'%1$s' and '%2$s' are the same name to Spring, which ignores case, '-' and '_'. Write them in brackets, '[%1$s]' and '[%2$s]', or rename one.";
            add(entry, name, same.formatted(earlier, id));
            return id;
        }
        List<String> meant = known.meant(parent, id);
        if (meant.size() > 1) {
            String several = "'%s' may mean any of %s. Write the one that is meant in brackets, such as '[%s]'.";
            add(entry, name, several.formatted(id, meant, meant.get(0)));
        }
        return meant.size() == 1 ? meant.get(0) : id;
    }

    private void add(Entry entry, ConfigurationPropertyName key, String text) {
        problems.accept(new Problem(key, entry.origin(), text));
    }
}
