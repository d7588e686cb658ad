package io.millrace.handler.kit;

import io.millrace.aws.Characters;
import io.millrace.aws.ClientSettings;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Reads settings that several types have. Each method throws an {@link InvalidSettingException} with the setting's key. */
public final class SettingChecks {

    static final String MUSTACHE = "com.samskivert.mustache.Mustache";

    private static final String TAGS = "(\\{\\{[#^/!][^{}]*}}\\s*)*"; // of sections and comments
    private static final Pattern OBJECT = Pattern.compile("\\s*%s\\{(?!\\{)".formatted(TAGS));
    private static final Pattern ARRAY = Pattern.compile("\\s*%s\\[\\s*([\\[{\"\\d-]|$)".formatted(TAGS));
    private static final Pattern END_OF_ARRAY = Pattern.compile("]\\s*%s$".formatted(TAGS));

    private static final int MAX_PORT = 65_535;

    private SettingChecks() {}

    /**
     * Requires a setting.
     *
     * @param what the setting's meaning, as in "the URL of a queue"
     */
    public static String required(String type, String key, @Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            throw new InvalidSettingException(key, "type '%s' needs %s.".formatted(type, what));
        }
        return value;
    }

    /** Reads an http or https URL with a host. A wrong value may contain credentials, and is not reported. */
    public static URI address(String key, String value) {
        return findAddress(value)
                .orElseThrow(
                        () -> new InvalidSettingException(
                                key,
                                "it is not an address, such as https://example.com/changes. It may contain credentials, and is not shown."));
    }

    private static Optional<URI> findAddress(String value) {
        try {
            return Optional.of(new URI(value))
                    .filter(address -> address.getHost() != null && address.getPort() <= MAX_PORT)
                    .filter(address -> String.valueOf(address.getScheme()).matches("https?"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Refuses a template in a setting that is used as written. */
    public static String plain(String key, String value) {
        if (value.contains("{{")) {
            throw new InvalidSettingException(
                    key,
                    "'%s' is used as written: this setting is not a template. Write it without '{{'.".formatted(value));
        }
        return value;
    }

    private static @Nullable URI endpoint(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return findAddress(value)
                .orElseThrow(() -> new InvalidSettingException(
                        "endpoint", "'%s' is not an address, such as http://127.0.0.1:4566.".formatted(value)));
    }

    /** Reads where an AWS client finds its service, from the settings {@code region} and {@code endpoint}. */
    public static ClientSettings client(@Nullable String region, @Nullable String endpoint) {
        if (region != null && !region.matches("[a-z]+(-[a-z0-9]+)+")) {
            throw new InvalidSettingException(
                    "region", "'%s' is not a Region, such as eu-central-1.".formatted(region));
        }
        return new ClientSettings(region, endpoint(endpoint));
    }

    /** Parses a template. */
    public static ChangeTemplate text(String key, String template, Escaping escaping) {
        requireLibrary(key, MUSTACHE, "com.samskivert:jmustache", "mustache");
        try {
            return ChangeTemplate.parse(template, escaping);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns how a change becomes a message: by a template, or if there is none, as a JSON document with these attributes. In
     * a template that begins like JSON, values are escaped for JSON strings, and so are characters that services do not
     * accept.
     */
    public static Function<Change<Item>, String> message(
            String key, @Nullable String template, @Nullable List<String> include, @Nullable List<String> exclude) {
        boolean json = template != null && isJson(template);
        return message(key, template, json ? Escaping.JSON : Escaping.NONE, include, exclude);
    }

    /** A text that only begins with a bracket is not JSON. */
    private static boolean isJson(String template) {
        return OBJECT.matcher(template).lookingAt()
                || ARRAY.matcher(template).lookingAt()
                        && END_OF_ARRAY.matcher(template).find();
    }

    /** Returns how a change becomes a message, with a given escaping of values in the template. */
    public static Function<Change<Item>, String> message(
            String key,
            @Nullable String template,
            Escaping escaping,
            @Nullable List<String> include,
            @Nullable List<String> exclude) {
        if (template == null) {
            return new ChangeDocument(AttributeChoice.of(include, exclude))::of;
        }
        if (include != null || exclude != null) {
            throw new InvalidSettingException(
                    include == null ? "exclude" : "include",
                    "it is about the change as JSON, but '%s' is a text of its own. Leave one of them out."
                            .formatted(key));
        }
        Function<Change<Item>, String> text = line(key, template, escaping);
        return escaping == Escaping.JSON ? text.andThen(Characters::inJson) : text;
    }

    /** Returns how a change becomes a text. A text without placeholders needs no library. */
    public static Function<Change<Item>, String> line(String key, String template) {
        return line(key, template, Escaping.NONE);
    }

    private static Function<Change<Item>, String> line(String key, String template, Escaping escaping) {
        return template.contains("{{") ? text(key, template, escaping)::of : change -> template;
    }

    /**
     * Requires a library.
     *
     * @param key of the setting that needs it
     * @param type one of its classes
     * @param profile that adds it to the Lambda zip
     */
    public static void requireLibrary(String key, String type, String library, String profile) {
        if (!ClassUtils.isPresent(type, SettingChecks.class.getClassLoader())) {
            throw new InvalidSettingException(
                    key,
                    "it needs the library %s, which is missing. Add it to the dependencies, or -P%s to the build of the zip."
                            .formatted(library, profile));
        }
    }
}
