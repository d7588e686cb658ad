package io.millrace.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;

/**
 * Knows how files spell values that YAML converts: {@code NO}, {@code 1.10}, {@code 0123}. A file is read again for that only
 * if it has a value or a key that is not a text.
 */
final class Spellings {

    /** The location of a value. */
    private record Spot(Resource file, Location place) {}

    private static final String NO_LIST_OF_VALUES = "keys with values are expected here, not a list.";
    private static final String NO_LIST_OF_NAMES =
            "names with keys below them are expected here, not a list: write a name in place of each dash or index.";

    private static final Pattern TOP = Pattern.compile("^[\"']?millrace\\b", Pattern.MULTILINE);

    private final Map<Resource, Boolean> several = new HashMap<>();
    private final Map<Resource, YamlText> files = new HashMap<>();

    /** A value as it is written, if it stands in a YAML file. */
    Optional<String> of(Entry entry) {
        return scalar(entry).map(YamlText.Scalar::text);
    }

    /**
     * The problem of a free key.
     *
     * @param index of the part of the name that the key begins with
     * @param parent where the key stands
     * @param last whether the key takes a value, not keys below it
     */
    Optional<Problem> problemOfKey(Entry entry, int index, ConfigurationPropertyName parent, boolean last) {
        WrittenName.Part part = entry.name().part(index);
        boolean plain = !part.bracketed() || !part.text().matches("true|false|null|[-0-9.].*|NaN|Infinity");
        boolean alone = index == entry.name().size() - 1;
        return plain && (alone || !last) ? Optional.empty() : problem(entry, index, parent, last);
    }

    private Optional<Problem> problem(Entry entry, int index, ConfigurationPropertyName parent, boolean last) {
        WrittenName.Part part = entry.name().part(index);
        if (scalar(entry).isEmpty()) {
            if (part.isIndex() && !last) {
                return Optional.of(new Problem(parent, entry.origin(), NO_LIST_OF_NAMES));
            }
            return part.bracketed() && part.text().matches("true|false")
                    ? Optional.of(new Problem(
                            Settings.child(parent, part.text()),
                            entry.origin(),
                            "YAML reads a word such as on or no as %s. Write it in quotes.".formatted(part.text())))
                    : Optional.empty();
        }
        List<YamlText.Key> keys = keys(entry, index);
        return keys.isEmpty() ? Optional.empty() : problem(entry, keys, parent, last);
    }

    /**
     * The earlier line that has the same name, if any. Keys with dots can spell one name in several ways, in which YAML sees no
     * duplicate. Only a file with several top-level keys that begin with {@code millrace} is read again for that.
     */
    Optional<Integer> earlierLine(Entry entry) {
        return spot(entry)
                .filter(spot -> several.computeIfAbsent(spot.file(), Spellings::hasSeveral))
                .flatMap(spot -> files.computeIfAbsent(spot.file(), YamlText::of)
                        .earlierLine(entry.name().text(), spot.place()));
    }

    private static boolean hasSeveral(Resource file) {
        try {
            return TOP.matcher(file.getContentAsString(StandardCharsets.UTF_8))
                            .results()
                            .limit(2)
                            .count()
                    > 1;
        } catch (IOException e) {
            return false;
        }
    }

    /** The key with a dot in the file that has become this part of the name and the one before. */
    Optional<String> keyOver(Entry entry, int index) {
        int start = entry.name().part(index - 1).start();
        return scalar(entry).map(YamlText.Scalar::keys).orElse(List.of()).stream()
                .filter(key -> key.start() == start
                        && key.text().contains(".")
                        && !key.text().startsWith("["))
                .map(YamlText.Key::text)
                .findFirst();
    }

    /** The keys in the file from a part of the name on, if one begins with it. */
    private List<YamlText.Key> keys(Entry entry, int index) {
        int start = entry.name().part(index).start();
        List<YamlText.Key> keys = scalar(entry).map(YamlText.Scalar::keys).orElse(List.of()).stream()
                .filter(key -> key.start() >= start)
                .toList();
        return keys.isEmpty() || keys.get(0).start() > start ? List.of() : keys;
    }

    private static Optional<Problem> problem(
            Entry entry, List<YamlText.Key> keys, ConfigurationPropertyName parent, boolean last) {
        YamlText.Key key = keys.get(0);
        if (key.index()) {
            return Optional.of(new Problem(parent, entry.origin(), last ? NO_LIST_OF_VALUES : NO_LIST_OF_NAMES));
        }
        if (last && keys.size() > 1) {
            String below = keys.get(1).index() ? "a list" : "keys below it";
            return Optional.of(new Problem(
                    Settings.child(parent, key.text()),
                    entry.origin(),
                    "'%s' takes a value, not %s.".formatted(key.text(), below)));
        }
        if (key.isKept()) {
            return Optional.empty();
        }
        String read = key.read().replaceAll("^\\[|]$", "");
        return Optional.of(new Problem(
                Settings.child(parent, read),
                entry.origin(),
                "YAML reads %1$s as %2$s. Write it in quotes: \"%1$s\".".formatted(key.text(), read)));
    }

    private Optional<YamlText.Scalar> scalar(Entry entry) {
        return spot(entry).flatMap(spot -> files.computeIfAbsent(spot.file(), YamlText::of)
                .scalar(entry.name().text(), spot.place()));
    }

    private static Optional<Spot> spot(Entry entry) {
        Origin origin = entry.origin() instanceof PropertySourceOrigin wrapper ? wrapper.getOrigin() : entry.origin();
        if (!(origin instanceof TextResourceOrigin text)) {
            return Optional.empty();
        }
        Resource file = text.getResource();
        Location place = text.getLocation();
        return file == null || place == null ? Optional.empty() : Optional.of(new Spot(file, place));
    }
}
