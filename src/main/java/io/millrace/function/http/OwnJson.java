package io.millrace.function.http;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes responses that Lambda, the console and scripts read. It has its own mapper: the settings of the
 * application's mapper do not apply to them.
 */
public final class OwnJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();
    private static final JsonMapper ASCII =
            MAPPER.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private OwnJson() {}

    /** A value as JSON. */
    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** A value as JSON in ASCII, which is valid in any character set. */
    public static String text(Object value) {
        return ASCII.writeValueAsString(value);
    }

    /** Ignores the Accept header: the request is done, and a refusal would look like a failure. */
    public static ResponseEntity<byte[]> answer(Object value) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes(value));
    }
}
