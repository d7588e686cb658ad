package io.millrace.cli;

import io.millrace.change.Printable;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a command prints what it found. */
enum Format {
    TEXT,
    JSON;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Lines of JSON, in which characters that a terminal obeys are escaped. */
    static String json(Object value) {
        return MAPPER.writeValueAsString(value).lines().map(Printable::of).collect(Collectors.joining("\n"));
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
