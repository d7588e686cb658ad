package io.millrace.aws;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Host names of this machine. */
public final class Loopback {

    private static final Pattern HOST = Pattern.compile("(?i)(?:.*\\.)?localhost\\.?|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private Loopback() {}

    /** Whether a URL's host is this machine, and thus no AWS service. */
    public static boolean is(@Nullable String host) {
        return host != null && HOST.matcher(host).matches();
    }
}
