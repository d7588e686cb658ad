package io.millrace.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Knows what types of ready-made handlers need that is not there. */
final class HandlerLibraries {

    /** Of the kit, and of each package of types. */
    private static final String FILES = "classpath*:io/millrace/handler/**/libraries.properties";

    private HandlerLibraries() {}

    /** Which library a type needs, and how to add it; empty for a type that nobody knows. */
    static Optional<String> needed(String type) {
        return Optional.ofNullable(libraries().getProperty(type)).map(HandlerLibraries::remedy);
    }

    /** The row of what a type needs, a type with one of its settings as {@code mail.ses}, or a text with a place to fill in. */
    static Optional<String> library(String row) {
        return Optional.ofNullable(libraries().getProperty(row));
    }

    /** Its name in Maven. */
    static String coordinates(String library) {
        return library.split(" ")[0];
    }

    /** The profile that puts it into the Lambda zip, if it isn't in there anyhow. */
    static Optional<String> profile(String library) {
        String[] parts = library.split(" ");
        return parts.length == 1 ? Optional.empty() : Optional.of(parts[1].substring("-P".length()));
    }

    private static Properties libraries() {
        Properties libraries = new Properties();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                PropertiesLoaderUtils.fillProperties(libraries, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return libraries;
    }

    private static String remedy(String library) {
        String[] parts = library.split(" ");
        String zip = parts.length == 1 ? "" : ", or %s to the build of the Lambda zip".formatted(parts[1]);
        return "%s, which is missing. Add it to the dependencies%s.".formatted(parts[0], zip);
    }
}
