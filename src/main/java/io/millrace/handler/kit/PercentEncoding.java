package io.millrace.handler.kit;

import java.nio.charset.StandardCharsets;

/** Percent-encoding for names in URIs and keys. Source: RFC 3986, section 2. */
public final class PercentEncoding {

    /** Characters without a meaning of their own in a URI. */
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    /**
     * Encodes all but letters, digits and {@code - . _ ~}.
     *
     * @param asTheyAre further ASCII characters that are not encoded
     */
    public static String of(String text, String asTheyAre) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(stays(octet, asTheyAre) ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return encoded.toString();
    }

    private static boolean stays(byte octet, String asTheyAre) {
        return octet > 0
                && (Character.isLetterOrDigit(octet)
                        || UNRESERVED.indexOf(octet) >= 0
                        || asTheyAre.indexOf(octet) >= 0);
    }
}
