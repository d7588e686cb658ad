package io.millrace.handler.ready.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Authenticates calls. Any thread may call. */
@FunctionalInterface
interface Signing extends AutoCloseable {

    /** Authenticates nothing. */
    Signing NONE = (request, body) -> request;

    SdkHttpRequest signed(SdkHttpRequest request, byte[] body);

    @Override
    default void close() {}

    /** Authenticates by name and password. */
    static Signing basic(String username, String password) {
        byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        String header = "Basic " + Base64.getEncoder().encodeToString(both);
        return (request, body) ->
                request.toBuilder().putHeader("Authorization", header).build();
    }
}
