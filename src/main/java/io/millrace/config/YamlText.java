package io.millrace.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The text of a YAML file before YAML converts it to numbers and truth values. */
final class YamlText {

    private final Map<String, Scalar> scalars = new HashMap<>();
    private final Map<String, Integer> empty = new HashMap<>();
    private final Map<String, Integer> earlier = new HashMap<>();
    private boolean merging;
    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * A value.
     *
     * @param keys the keys above the value, the outermost first
     * @param text as it is written
     */
    record Scalar(List<Key> keys, String text) {}

    /**
     * A key, or the index of a list.
     *
     * @param start the index at which it begins in the name that Spring builds from the keys
     * @param text as it is written
     * @param read as YAML reads it
     */
    record Key(int start, String text, String read, boolean index) {

        /** Whether it is read as it is written. */
        boolean isKept() {
            return read.equals(text) || read.equals("[%s]".formatted(text));
        }
    }

    private YamlText() {}

    /** The text of a file; empty if the file is not YAML, or can't be read again. */
    static YamlText of(Resource resource) {
        YamlText text = new YamlText();
        if (!resource.toString().matches("(?s).*\\.(properties|xml)\\b.*")) {
            try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                yaml().composeAll(reader).forEach(document -> {
                    text.lines.clear();
                    text.walk("", List.of(), document);
                });
            } catch (IOException | YAMLException e) {
                text.scalars.clear();
                text.empty.clear();
                text.earlier.clear();
            }
        }
        return text;
    }

    /** The value with this name in Spring at this location. */
    Optional<Scalar> scalar(String name, Location location) {
        return Optional.ofNullable(scalars.get(key(name, location.getLine(), location.getColumn())));
    }

    /** The line, from 1, of an empty block with this name in Spring; 0 if there is none, or several. */
    int lineOfEmpty(String name) {
        return empty.getOrDefault(name, 0);
    }

    /** The earlier line, from 1, on which other keys of the document spell the same name; empty if there is none. */
    Optional<Integer> earlierLine(String name, Location location) {
        return Optional.ofNullable(earlier.get(key(name, location.getLine(), location.getColumn())));
    }

    private static String key(String name, int line, int column) {
        return "%d:%d:%s".formatted(line, column, name);
    }

    private void walk(String name, List<Key> keys, Node node) {
        if (node instanceof MappingNode mapping) {
            if (mapping.getValue().isEmpty()) {
                empty.merge(name, mapping.getStartMark().getLine() + 1, (one, other) -> 0);
            }
            mapping.getValue().forEach(tuple -> walk(name, keys, tuple));
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                String index = String.valueOf(i);
                Key key = new Key(name.length(), index, index, true);
                walk(
                        "%s[%s]".formatted(name, index),
                        with(keys, key),
                        sequence.getValue().get(i));
            }
        } else if (node instanceof ScalarNode scalar) {
            String at = key(
                    name, scalar.getStartMark().getLine(), scalar.getStartMark().getColumn());
            scalars.put(at, new Scalar(keys, scalar.getValue()));
            Integer before =
                    merging ? null : lines.put(name, scalar.getStartMark().getLine() + 1);
            if (before != null) {
                earlier.put(at, before);
            }
        }
    }

    private void walk(String name, List<Key> keys, NodeTuple tuple) {
        if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
            boolean outer = merging;
            merging = true; // keys may override what is merged
            walk(name, keys, tuple.getValueNode());
            merging = outer;
        } else if (tuple.getKeyNode() instanceof ScalarNode key) {
            String read = read(key);
            boolean bracketed = read.startsWith("[") || name.isEmpty();
            int start = bracketed ? name.length() : name.length() + 1;
            String text = key.getValue();
            walk(
                    name + (bracketed ? read : "." + read),
                    with(keys, new Key(start, text, read, false)),
                    tuple.getValueNode());
        }
    }

    /** Reads a key as Spring does: one that is not a text stands in brackets. */
    private static String read(ScalarNode key) {
        return key.getTag().equals(Tag.STR) ? key.getValue() : "[%s]".formatted(yaml().<Object>load(key.getValue()));
    }

    private static List<Key> with(List<Key> keys, Key key) {
        List<Key> all = new ArrayList<>(keys);
        all.add(key);
        return all;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setCodePointLimit(Integer.MAX_VALUE);
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new WithoutDates());
    }

    /** Spring Boot reads dates as texts. */
    private static final class WithoutDates extends Resolver {

        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }
}
