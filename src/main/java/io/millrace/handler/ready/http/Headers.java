package io.millrace.handler.ready.http;

import io.millrace.handler.kit.InvalidSettingException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The headers of the setting {@code headers}. Values may be credentials: no message contains them. */
record Headers(Map<String, String> values) {

    private static final String KEY = "headers";

    /** Headers that each request or the connection sets itself. */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade",
            "webhook-id",
            "webhook-signature",
            "webhook-timestamp");

    static Headers of(Map<String, String> settings) {
        TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        settings.forEach((name, value) -> {
            check(name, value);
            if (values.put(name, value) != null) {
                throw twice(values.ceilingKey(name), name);
            }
        });
        return new Headers(values);
    }

    /** Names differing only in case are one header ("Field Names" in RFC 9110). */
    private static InvalidSettingException twice(String one, String other) {
        String problem = "'%s' and '%s' are one header. Remove one; to override one, spell it as it is spelt there.";
        boolean ordered = one.compareTo(other) < 0;
        return new InvalidSettingException(KEY, problem.formatted(ordered ? one : other, ordered ? other : one));
    }

    private static void check(String name, String value) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw wrong("'%s' is not the name of a header, such as Authorization.", name);
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw wrong("the header '%s' is not to be set, each request has its own. Leave it out.", name);
        }
        if (value.contains("{{")) {
            throw wrong(
                    "the header '%s' is sent as it is written: headers are no templates. Write it without '{{'.", name);
        }
        if (!value.matches("[\\x20-\\x7E\\t]+")) {
            throw wrong(
                    "the header '%s' is empty, or holds more than printable ASCII on one line. Write it without.",
                    name);
        }
    }

    private static InvalidSettingException wrong(String problem, String name) {
        return new InvalidSettingException(KEY, problem.formatted(name));
    }

    /** Returns the names alone. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
