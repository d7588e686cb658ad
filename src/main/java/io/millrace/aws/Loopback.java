package io.millrace.aws;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names by which a machine calls itself. */
public final class Loopback {

    private static final Pattern HOST = Pattern.compile("(?i)(?:.*\\.)?localhost\\.?|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private Loopback() {}

    /** Whether the host of a URL is one: what answers there is no service of AWS. */
    public static boolean is(@Nullable String host) {
        return host != null && HOST.matcher(host).matches();
    }
}
