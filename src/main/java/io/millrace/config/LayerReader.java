package io.millrace.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;

/** Reads one source after the other, the weakest first. */
final class LayerReader {

    private final Slot root;
    private final List<Problem> problems;
    private final Map<ConfigurationPropertyName, Lost> lost;
    private final Spellings spellings = new Spellings();
    private final Losses losses;
    private final Ids known = new Ids();

    /**
     * @param problems takes what is wrong
     * @param lost takes values that are not read as they are spelt
     */
    LayerReader(
            Schema schema, References references, List<Problem> problems, Map<ConfigurationPropertyName, Lost> lost) {
        this.losses = new Losses(spellings, references);
        this.root = new Slot(Settings.ROOT, schema);
        this.problems = problems;
        this.lost = lost;
    }

    /** Of a source that spells names, such as a file. */
    Layer named(ConfigurationPropertySource source) {
        Layer layer = new Layer(false);
        boolean strict = new UnboundElementsSourceFilter().apply(source);
        Names names = new Names(known, spellings, strict, problems::add);
        for (String name : names(source)) {
            if (name.regionMatches(true, 0, "millrace", 0, 8)) {
                WrittenName written = WrittenName.of(name);
                if (Schema.plain(written.part(0).text()).equals("millrace")) {
                    Entry entry = entry(source, written);
                    add(layer, names.slot(entry, root), entry);
                }
            }
        }
        names.finish();
        return layer;
    }

    /** Of the process's environment. */
    Layer variables(ConfigurationPropertySource source) {
        Layer layer = new Layer(true);
        VariableNames names = new VariableNames(root, known, problems::add);
        for (String name : names(source)) {
            if (isOurs(source, name)) {
                Entry entry = entry(source, WrittenName.of(name));
                names.slot(entry).ifPresent(slot -> add(layer, slot, entry));
            }
        }
        return layer;
    }

    /** Whether it is below millrace, behind the prefix that an application may have given its variables. */
    private static boolean isOurs(ConfigurationPropertySource source, String variable) {
        int start = variable.toLowerCase(Locale.ROOT).indexOf("millrace_");
        return start == 0 || start > 0 && isPrefixed(source, variable.substring(start));
    }

    private static boolean isPrefixed(ConfigurationPropertySource source, String rest) {
        return List.of(names(source)).stream().noneMatch(rest::equalsIgnoreCase)
                && source.getConfigurationProperty(ConfigurationPropertyName.adapt(rest, '_')) != null;
    }

    private static String[] names(ConfigurationPropertySource source) {
        return ((EnumerablePropertySource<?>) Objects.requireNonNull(source.getUnderlyingSource())).getPropertyNames();
    }

    private static Entry entry(ConfigurationPropertySource source, WrittenName name) {
        EnumerablePropertySource<?> own =
                (EnumerablePropertySource<?>) Objects.requireNonNull(source.getUnderlyingSource());
        Object value = own.getProperty(name.text());
        return new Entry(name, value == null ? "" : value, PropertySourceOrigin.get(own, name.text()));
    }

    private void add(Layer layer, Slot written, Entry entry) {
        if (written.equals(root)) {
            noteValue(entry);
            return;
        }
        Slot slot = single(written, entry.value());
        if (layer.properties().containsKey(slot.name())) {
            problems.add(new Problem(slot.name(), entry.origin(), "it is set twice in one place. Remove one."));
        }
        spellings
                .earlierLine(entry)
                .ifPresent(line -> problems.add(new Problem(
                        slot.name(),
                        entry.origin(),
                        "it stands in line %d already, by other keys. Remove one.".formatted(line))));
        layer.put(written, slot, entry);
        lost.remove(slot.name());
        losses.of(entry, slot).ifPresent(value -> lost.put(slot.name(), value));
    }

    /** Of what is to have keys below it: all else would come to nothing. */
    private void noteValue(Entry entry) {
        if (!entry.value().equals("")) {
            problems.add(new Problem(
                    root.name(), entry.origin(), "'%s' can't be read as a block of keys.".formatted(entry.value())));
        }
    }

    /** Keeps a text that stands for a list of one: what Spring would split, it also trims. */
    private static Slot single(Slot slot, Object value) {
        Schema schema = slot.schema();
        boolean one = schema.isList() && schema.element().isText() && !value.equals("");
        String text = value.toString();
        boolean whole = schema.whole() || !text.contains(",") && !text.contains("${");
        return one && whole ? slot.onlyElement() : slot;
    }
}
