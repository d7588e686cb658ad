package io.millrace.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Knows the libraries that types of ready-made handlers need. */
final class HandlerLibraries {

    /** The file of the kit, and those of the packages of types. */
    private static final String FILES = "classpath*:io/millrace/handler/**/libraries.properties";

    private HandlerLibraries() {}

    /** The library that a type needs, and how to add it; empty for an unknown type. */
    static Optional<String> needed(String type) {
        return Optional.ofNullable(libraries().getProperty(type)).map(HandlerLibraries::remedy);
    }

    /** The library of a row: a type, a type with one of its settings such as {@code mail.ses}, or texts with templates. */
    static Optional<String> library(String row) {
        return Optional.ofNullable(libraries().getProperty(row));
    }

    /** The coordinates of a library in Maven. */
    static String coordinates(String library) {
        return library.split(" ")[0];
    }

    /** The profile that adds a library to the Lambda zip; empty if the zip always has it. */
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
