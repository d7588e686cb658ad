package io.millrace.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;

/**
 * Knows how files spell what they say, where YAML makes another value of it: {@code NO}, {@code 1.10}, {@code 0123}. A file is
 * read for that only when there is a value or a key that is no text.
 */
final class Spellings {

    /**
     * What is wrong with a free key.
     *
     * @param key which; null for all that stand beside each other
     * @param text a sentence or more
     */
    record KeyProblem(@Nullable String key, String text) {}

    /** Where a value stands. */
    private record Spot(Resource file, Location place) {}

    private static final String NO_LIST_OF_VALUES = "keys with values are wanted here, and no list.";
    private static final String NO_LIST_OF_NAMES =
            "names with keys below them are wanted here, and no list: write a name in place of each dash or index.";

    private static final Pattern TOP = Pattern.compile("^[\"']?millrace\\b", Pattern.MULTILINE);

    private final Map<Resource, Boolean> several = new HashMap<>();
    private final Map<Resource, YamlText> files = new HashMap<>();

    /** A value as it is written, where a file says so. */
    Optional<String> of(Entry entry) {
        return scalar(entry).map(YamlText.Scalar::text);
    }

    /**
     * What is wrong with a free key.
     *
     * @param index of the part of the name that the key begins with
     * @param last whether a text belongs to the key, and nothing below it
     */
    Optional<KeyProblem> problemOfKey(Entry entry, int index, boolean last) {
        WrittenName.Part part = entry.name().part(index);
        boolean plain = !part.bracketed() || !part.text().matches("true|false|null|[-0-9.].*|NaN|Infinity");
        boolean alone = index == entry.name().size() - 1;
        return plain && (alone || !last) ? Optional.empty() : problem(entry, index, last);
    }

    private Optional<KeyProblem> problem(Entry entry, int index, boolean last) {
        WrittenName.Part part = entry.name().part(index);
        if (scalar(entry).isEmpty()) {
            if (part.isIndex() && !last) {
                return Optional.of(new KeyProblem(null, NO_LIST_OF_NAMES));
            }
            boolean truth = part.bracketed() && part.text().matches("true|false");
            String read = "YAML reads a word such as on or no as %s. Write it in quotes.".formatted(part.text());
            return truth ? Optional.of(new KeyProblem(part.text(), read)) : Optional.empty();
        }
        List<YamlText.Key> keys = keys(entry, index);
        return keys.isEmpty() ? Optional.empty() : problem(keys, last);
    }

    /**
     * The line where a value stands before in its file. Keys with dots spell one name in several ways, and YAML finds no key
     * twice then. Only files with several keys that begin with {@code millrace} are read for that.
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

    /** A key of the file with a dot in it, of which two parts of the name were made, this one and the one before. */
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

    private static Optional<KeyProblem> problem(List<YamlText.Key> keys, boolean last) {
        YamlText.Key key = keys.get(0);
        if (key.index()) {
            return Optional.of(new KeyProblem(null, last ? NO_LIST_OF_VALUES : NO_LIST_OF_NAMES));
        }
        if (last && keys.size() > 1) {
            String below = keys.get(1).index() ? "list" : "keys below it";
            return Optional.of(
                    new KeyProblem(key.text(), "'%s' takes a value, and no %s.".formatted(key.text(), below)));
        }
        return key.isKept() ? Optional.empty() : Optional.of(quotes(key));
    }

    private static KeyProblem quotes(YamlText.Key key) {
        String read = key.read().replaceAll("^\\[|]$", "");
        return new KeyProblem(
                read, "YAML reads %1$s as %2$s. Write it in quotes: \"%1$s\".".formatted(key.text(), read));
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
