package io.millrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/** Finds the place that each name of each source means, and collects problems of names. */
final class LayerReader {

    private final Slot root;
    private final Spellings spellings;
    private final List<Problem> problems;
    private final KnownNames known = new KnownNames();

    /**
     * @param problems receives the problems of names
     */
    LayerReader(Schema schema, Spellings spellings, List<Problem> problems) {
        this.root = new Slot(Settings.ROOT, schema);
        this.spellings = spellings;
        this.problems = problems;
    }

    /**
     * Reads sources from the weakest to the strongest, variables last, since a variable can't spell a name.
     *
     * @param written the strongest first
     * @return the same sources, each as a {@link Layer} if it lists its names
     */
    List<ConfigurationPropertySource> read(List<WrittenSource> written) {
        List<ConfigurationPropertySource> sources =
                new ArrayList<>(written.stream().map(WrittenSource::source).toList());
        for (boolean variables : new boolean[] {false, true}) {
            for (int i = written.size() - 1; i >= 0; i--) {
                WrittenSource source = written.get(i);
                if (source.isListed() && source.isVariables() == variables) {
                    sources.set(i, new Layer(variables ? variables(source) : named(source)));
                }
            }
        }
        return sources;
    }

    private Map<ConfigurationPropertyName, Setting> named(WrittenSource source) {
        Map<ConfigurationPropertyName, Setting> settings = new LinkedHashMap<>();
        NameResolver names = new NameResolver(known, spellings, source.isStrict(), problems::add);
        source.entries().forEach(entry -> add(settings, names.slot(entry, root), entry, false));
        names.finish();
        return settings;
    }

    private Map<ConfigurationPropertyName, Setting> variables(WrittenSource source) {
        Map<ConfigurationPropertyName, Setting> settings = new LinkedHashMap<>();
        VariableNameResolver names = new VariableNameResolver(root, known, problems::add);
        source.entries().forEach(entry -> names.slot(entry).ifPresent(slot -> add(settings, slot, entry, true)));
        return settings;
    }

    private void add(Map<ConfigurationPropertyName, Setting> settings, Slot written, Entry entry, boolean variable) {
        if (written.equals(root)) {
            noteValue(entry);
            return;
        }
        boolean single = isSingleElement(written.schema(), entry.value());
        Slot slot = single ? written.element("0") : written;
        if (settings.put(slot.name(), new Setting(slot, single, entry, variable)) != null) {
            problems.add(new Problem(slot.name(), entry.origin(), "it is set twice in one source. Remove one."));
        }
        spellings
                .earlierLine(entry)
                .ifPresent(line -> problems.add(new Problem(
                        slot.name(),
                        entry.origin(),
                        "it stands in line %d already, with other keys. Remove one.".formatted(line))));
    }

    /** Adds a problem for a value at the root, which takes only keys. */
    private void noteValue(Entry entry) {
        if (!entry.value().equals("")) {
            problems.add(new Problem(
                    root.name(), entry.origin(), "'%s' can't be read as a block of keys.".formatted(entry.value())));
        }
    }

    /** Whether a text stands for a list of one element: Spring would split such a text, and trim it. */
    private static boolean isSingleElement(Schema schema, Object value) {
        String text = value.toString();
        return schema.isList()
                && schema.element().isText()
                && !text.isEmpty()
                && (schema.whole() || !text.contains(",") && !text.contains("${"));
    }
}
