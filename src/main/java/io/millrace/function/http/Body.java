package io.millrace.function.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads the body of a request, within Lambda's limit. */
final class Body {

    /** Bytes. Source: "Lambda quotas" in the AWS Lambda Developer Guide, invocation payload of synchronous requests. */
    static final int LIMIT = 6 * 1024 * 1024;

    private Body() {}

    /**
     * The bytes of a JSON body.
     *
     * @throws Problem 415 if its content type is not JSON, 413 if it is over the limit
     */
    static byte[] json(HttpServletRequest request) throws IOException {
        if (!isJson(request.getContentType())) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Not JSON",
                    "The Content-Type is %s. Send the event as application/json: curl --json @event.json, or -H 'Content-Type: application/json'."
                            .formatted(
                                    request.getContentType() == null
                                            ? "missing"
                                            : "'%s'".formatted(request.getContentType())));
        }
        return bytes(request);
    }

    /** @throws Problem 413 if the body is over the limit */
    static byte[] bytes(HttpServletRequest request) throws IOException {
        boolean declaredTooLong = request.getContentLengthLong() > LIMIT;
        byte[] body = declaredTooLong ? new byte[0] : request.getInputStream().readNBytes(LIMIT + 1);
        if (declaredTooLong || body.length > LIMIT) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "Body too large",
                    "The body is larger than %d bytes, the most that Lambda accepts. Send fewer records."
                            .formatted(LIMIT));
        }
        return body;
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType == null ? "" : contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    || type.getSubtype().endsWith("+json");
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
