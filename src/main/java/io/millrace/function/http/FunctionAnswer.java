package io.millrace.function.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import reactor.core.publisher.Flux;

/** Makes a response of what Spring Cloud Function returns. */
final class FunctionAnswer {

    private FunctionAnswer() {}

    /** Nothing becomes 202, a message its payload, a publisher a JSON array of what it publishes. */
    static ResponseEntity<?> of(@Nullable Object result) {
        if (result instanceof Publisher<?> publisher) {
            return all(Flux.from(publisher).collectList().block());
        }
        if (result instanceof Message<?> message) {
            Object type = message.getHeaders().getOrDefault(MessageHeaders.CONTENT_TYPE, "application/json");
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(type.toString()))
                    .body(message.getPayload());
        }
        return result == null ? ResponseEntity.accepted().build() : ResponseEntity.ok(result);
    }

    private static ResponseEntity<?> all(@Nullable List<?> results) {
        if (results == null || results.isEmpty()) {
            return ResponseEntity.accepted().build();
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        for (Object result : results) {
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(json(result));
        }
        array.write(']');
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(array.toByteArray());
    }

    private static byte[] json(Object result) {
        Object payload = result instanceof Message<?> message ? message.getPayload() : result;
        return payload instanceof byte[] bytes ? bytes : payload.toString().getBytes(StandardCharsets.UTF_8);
    }
}
