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

/**
 * Where a setting stands.
 *
 * @param source a file's path, or another source in Spring Boot's words; empty when it is not known
 * @param line from 1; 0 when the source has no lines
 */
record Place(String source, int line) implements Comparable<Place> {

    static Place of(@Nullable Origin origin) {
        Origin own = origin instanceof PropertySourceOrigin wrapper ? wrapper.getOrigin() : origin;
        if (own instanceof TextResourceOrigin text && text.getLocation() != null) {
            return new Place(file(text.toString()), text.getLocation().getLine() + 1);
        }
        if (origin instanceof PropertySourceOrigin wrapper) {
            return new Place(fileOf(wrapper.getPropertySource()).orElse(origin.toString()), 0);
        }
        return new Place(origin == null ? "" : origin.toString(), 0);
    }

    /** The file that a source was read from, as its other properties tell: Spring Boot doesn't know where an empty block is. */
    private static Optional<String> fileOf(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> all
                ? Stream.of(all.getPropertyNames())
                        .map(name -> OriginLookup.getOrigin(all, name))
                        .filter(TextResourceOrigin.class::isInstance)
                        .map(origin -> file(origin.toString()))
                        .findFirst()
                : Optional.empty();
    }

    /** Takes {@code config/application.yml} out of {@code file [config/application.yml] - 12:9}. */
    static String file(String description) {
        int start = description.indexOf('[') + 1;
        int end = description.indexOf(']', start);
        return end < 0 ? description : description.substring(start, end).replaceFirst("^file:", "");
    }

    @Override
    public int compareTo(Place other) {
        return Comparator.comparing(Place::source).thenComparing(Place::line).compare(this, other);
    }

    /** In front of a message: {@code config/application.yml:12: }. */
    @Override
    public String toString() {
        String text = line > 0 ? source + ":" + line : source;
        return text.isEmpty() ? "" : text + ": ";
    }
}
