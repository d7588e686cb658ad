package io.millrace.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * Where a setting stands.
 *
 * @param source the path of a file, or Spring Boot's description of another source; empty if it is not known
 * @param line from 1; 0 if the source has no lines
 */
record SettingLocation(String source, int line) implements Comparable<SettingLocation> {

    static SettingLocation of(@Nullable Origin origin) {
        Origin own = origin instanceof PropertySourceOrigin wrapper ? wrapper.getOrigin() : origin;
        if (own instanceof TextResourceOrigin text && text.getLocation() != null) {
            return new SettingLocation(file(text.toString()), text.getLocation().getLine() + 1);
        }
        if (origin instanceof PropertySourceOrigin wrapper) {
            return fileOf(wrapper.getPropertySource())
                    .map(file -> ofEmpty(file, wrapper.getPropertyName()))
                    .orElse(new SettingLocation(origin.toString(), 0));
        }
        return new SettingLocation(origin == null ? "" : origin.toString(), 0);
    }

    /** The location of an empty block, for which Spring Boot has no line. */
    private static SettingLocation ofEmpty(Resource file, String name) {
        return new SettingLocation(
                file(file.getDescription()), YamlText.of(file).lineOfEmpty(name));
    }

    /** The file of a source, from the origins of its other properties. */
    private static Optional<Resource> fileOf(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> all
                ? Stream.of(all.getPropertyNames())
                        .map(name -> OriginLookup.getOrigin(all, name))
                        .filter(TextResourceOrigin.class::isInstance)
                        .flatMap(origin -> Stream.ofNullable(((TextResourceOrigin) origin).getResource()))
                        .findFirst()
                : Optional.empty();
    }

    /** Extracts {@code config/application.yml} from {@code file [config/application.yml] - 12:9}. */
    static String file(String description) {
        int start = description.indexOf('[') + 1;
        int end = description.indexOf(']', start);
        return end < 0 ? description : description.substring(start, end).replaceFirst("^file:", "");
    }

    @Override
    public int compareTo(SettingLocation other) {
        return Comparator.comparing(SettingLocation::source)
                .thenComparing(SettingLocation::line)
                .compare(this, other);
    }

    /** The prefix of a message: {@code config/application.yml:12: }. */
    @Override
    public String toString() {
        String text = line > 0 ? source + ":" + line : source;
        return text.isEmpty() ? "" : text + ": ";
    }
}
