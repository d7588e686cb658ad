package io.millrace.local.database;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a request is not for the database: it comes from elsewhere, as one that a page of another site makes a browser send, or
 * asks for what DynamoDB Local can't do. In DynamoDB's own form of errors, so that clients understand it and don't try again.
 *
 * @param status of HTTP
 * @param type of the error
 */
record Refusal(int status, String type, String message) {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> PARTIQL =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");

    /**
     * What is wrong with a request; empty for nothing.
     *
     * @param target the header that names the operation
     */
    static Optional<Refusal> of(Request request, @Nullable String target) {
        HttpFields headers = request.getHeaders();
        if (!isOfThisMachine(headers)) {
            return Optional.of(new Refusal(
                    HttpStatus.FORBIDDEN_403,
                    "AccessDeniedException",
                    "Only for clients on this machine, and for its own pages."));
        }
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        if (request.getMethod().equals("POST") && !isOfClients(type)) {
            return Optional.of(new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    "SerializationException",
                    "The Content-Type is %s; DynamoDB takes application/x-amz-json-1.0."
                            .formatted(type == null ? "missing" : "'%s'".formatted(type))));
        }
        String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
        return PARTIQL.contains(operation)
                ? Optional.of(new Refusal(
                        HttpStatus.BAD_REQUEST_400,
                        "ValidationException",
                        "%s: there is no PartiQL in the local database. Use PutItem, UpdateItem, DeleteItem, GetItem, Query or Scan here."
                                .formatted(operation)))
                : Optional.empty();
    }

    private static boolean isOfThisMachine(HttpFields headers) {
        String origin = headers.get(HttpHeader.ORIGIN);
        boolean ofPage =
                origin == null ? "cross-site".equals(headers.get("Sec-Fetch-Site")) : !NAMES.contains(host(origin));
        return NAMES.contains(withoutPort(headers.get(HttpHeader.HOST))) && !ofPage;
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

    void write(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        String json = JsonMapper.shared()
                .createObjectNode()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + type)
                .put("message", message)
                .toString();
        Content.Sink.write(response, true, json, callback);
    }
}
