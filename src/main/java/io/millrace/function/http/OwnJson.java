package io.millrace.function.http;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers that Lambda, the console and scripts read: by a mapper of their own, for the settings of an application's
 * mapper are for what is the application's.
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

    /** A value as JSON of ASCII, which any character set has. */
    public static String text(Object value) {
        return ASCII.writeValueAsString(value);
    }

    /** The caller may accept whatever it wants: what was asked for is done, and to refuse now would look like a failure. */
    public static ResponseEntity<byte[]> answer(Object value) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes(value));
    }
}
