package io.millrace.local.dynoxide;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of a request that does not come from this machine, or that a page of another site makes a browser send.
 * It has the format of DynamoDB's errors, so that clients understand it and don't retry.
 *
 * @param status the HTTP status
 * @param error the response
 */
record Guard(int status, ApiException error) {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";

    /** The refusal of a request; empty if it is accepted. */
    static Optional<Guard> refuse(String method, Headers headers) {
        if (!isOfThisMachine(headers)) {
            return Optional.of(new Guard(
                    403,
                    new ApiException(
                            DYNAMODB + "AccessDeniedException",
                            "Only clients on this machine, and its own pages, have access.")));
        }
        String type = headers.getFirst("Content-Type");
        return method.equals("POST") && !isOfClients(type)
                ? Optional.of(new Guard(
                        415,
                        new ApiException(
                                DYNAMODB + "SerializationException",
                                "The Content-Type is %s; DynamoDB takes application/x-amz-json-1.0."
                                        .formatted(type == null ? "missing" : "'%s'".formatted(type)))))
                : Optional.empty();
    }

    private static boolean isOfThisMachine(Headers headers) {
        String origin = headers.getFirst("Origin");
        boolean ofPage = origin == null
                ? "cross-site".equals(headers.getFirst("Sec-Fetch-Site"))
                : !NAMES.contains(host(origin));
        return NAMES.contains(withoutPort(headers.getFirst("Host"))) && !ofPage;
    }

    private static String withoutPort(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private static String host(String origin) {
        try {
            return withoutPort(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isOfClients(@Nullable String type) {
        String known = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return known.startsWith("application/x-amz-") || known.startsWith("application/json");
    }

    Answer answer() {
        return new Answer(status, error.answer().body());
    }
}
