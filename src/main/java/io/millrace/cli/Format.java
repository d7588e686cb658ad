package io.millrace.cli;

import io.millrace.change.Printable;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The format of a command's output. */
enum Format {
    TEXT,
    JSON;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** JSON in lines, with control characters of terminals escaped. */
    static String json(Object value) {
        return MAPPER.writeValueAsString(value).lines().map(Printable::of).collect(Collectors.joining("\n"));
    }

    /** The format as the command line spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
