package io.millrace.handler.ready.search;

import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names that an index may have. Source: "Create index API" in the documentation of OpenSearch. */
final class IndexName {

    private static final int MOST_BYTES = 255;
    private static final Pattern NAME = Pattern.compile("[^-_+.\\\\/*?\"<>|\\s,#:][^\\\\/*?\"<>|\\s,#:]*");

    private IndexName() {}

    /** @throws InvalidSettingException with this key, if the name is missing or wrong */
    static String required(String key, @Nullable String value) {
        String name = SettingChecks.required("search", key, value, "the name of an index");
        boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
        if (!fits || !NAME.matcher(name).matches() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidSettingException(
                    key,
                    "'%s' is not the name of an index: lower case, without spaces and \\/*?\"<>|,#:, and none of -_+. at its start."
                            .formatted(name));
        }
        return SettingChecks.plain(key, name);
    }
}
