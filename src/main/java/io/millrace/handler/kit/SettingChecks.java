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

/** Reads what settings of several types have in common. Each throws an {@link InvalidSettingException} under the setting's key. */
public final class SettingChecks {

    static final String MUSTACHE = "com.samskivert.mustache.Mustache";

    private static final String TAGS = "(\\{\\{[#^/!][^{}]*}}\\s*)*"; // of sections, and comments
    private static final Pattern OBJECT = Pattern.compile("\\s*%s\\{(?!\\{)".formatted(TAGS));
    private static final Pattern ARRAY = Pattern.compile("\\s*%s\\[\\s*([\\[{\"\\d-]|$)".formatted(TAGS));
    private static final Pattern END_OF_ARRAY = Pattern.compile("]\\s*%s$".formatted(TAGS));

    private static final int MAX_PORT = 65_535;

    private SettingChecks() {}

    /**
     * A setting that has to be there.
     *
     * @param what it is, as in "the URL of a queue"
     */
    public static String required(String type, String key, @Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            throw new InvalidSettingException(key, "type '%s' needs %s.".formatted(type, what));
        }
        return value;
    }

    /** An http or https address with a host. What is none may hold credentials, and is not shown. */
    public static URI address(String key, String value) {
        return findAddress(value)
                .orElseThrow(
                        () -> new InvalidSettingException(
                                key,
                                "it is not an address, such as https://example.com/changes. It may hold credentials, and is not shown."));
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

    /** What is no template, and would go out with its braces. */
    public static String plain(String key, String value) {
        if (value.contains("{{")) {
            throw new InvalidSettingException(
                    key,
                    "'%s' is taken as it is written: this is no template. Write it without '{{'.".formatted(value));
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

    /** Where a client of AWS finds its service, by the settings {@code region} and {@code endpoint}. */
    public static ClientSettings client(@Nullable String region, @Nullable String endpoint) {
        if (region != null && !region.matches("[a-z]+(-[a-z0-9]+)+")) {
            throw new InvalidSettingException(
                    "region", "'%s' is not a Region, such as eu-central-1.".formatted(region));
        }
        return new ClientSettings(region, endpoint(endpoint));
    }

    /** A template. */
    public static ChangeTemplate text(String key, String template, Escaping escaping) {
        requireLibrary(key, MUSTACHE, "com.samskivert:jmustache", "mustache");
        try {
            return ChangeTemplate.parse(template, escaping);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What is sent for a change: the text of a template, or where there is none, the change as JSON with these attributes. In a
     * template that begins as JSON does, values are escaped for JSON strings, and so is what services don't take.
     */
    public static Function<Change<Item>, String> message(
            String key, @Nullable String template, @Nullable List<String> include, @Nullable List<String> exclude) {
        boolean json = template != null && isJson(template);
        return message(key, template, json ? Escaping.JSON : Escaping.NONE, include, exclude);
    }

    /** A text in brackets at its beginning alone is none. */
    private static boolean isJson(String template) {
        return OBJECT.matcher(template).lookingAt()
                || ARRAY.matcher(template).lookingAt()
                        && END_OF_ARRAY.matcher(template).find();
    }

    /** What is sent for a change, where a template fills in its values in a way of its own. */
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

    /** A text that is filled in, or one without a place to fill in, which needs no library. */
    public static Function<Change<Item>, String> line(String key, String template) {
        return line(key, template, Escaping.NONE);
    }

    private static Function<Change<Item>, String> line(String key, String template, Escaping escaping) {
        return template.contains("{{") ? text(key, template, escaping)::of : change -> template;
    }

    /**
     * A library that has to be there.
     *
     * @param key of the setting that takes it
     * @param type one of its classes
     * @param profile that puts it into the Lambda zip
     */
    public static void requireLibrary(String key, String type, String library, String profile) {
        if (!ClassUtils.isPresent(type, SettingChecks.class.getClassLoader())) {
            throw new InvalidSettingException(
                    key,
                    "it needs the library %s, which is not there. Add it to the dependencies, or -P%s to the build of the zip."
                            .formatted(library, profile));
        }
    }
}
