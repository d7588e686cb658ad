package io.millrace.function.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Converts the result of Spring Cloud Function into a response. */
final class FunctionAnswer {

    private FunctionAnswer() {}

    /** No result becomes status 202, a message becomes its payload, and a stream of values a JSON array. */
    static ResponseEntity<?> of(@Nullable Object result) {
        if (result instanceof Mono<?> mono) {
            return of(mono.block());
        }
        if (result instanceof Publisher<?> values) {
            return json(all(values));
        }
        if (result instanceof Message<?> message) {
            Object type = message.getHeaders().getOrDefault(MessageHeaders.CONTENT_TYPE, "application/json");
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(type.toString()))
                    .body(message.getPayload());
        }
        if (result instanceof CharSequence || result instanceof byte[]) {
            return ResponseEntity.ok(result);
        }
        return result == null ? ResponseEntity.accepted().build() : json(result);
    }

    /** Ignores the Accept header: the function has run, and a refusal would look like a failure. */
    private static ResponseEntity<?> json(@Nullable Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static @Nullable List<Object> all(Publisher<?> values) {
        return Flux.from(values).map(FunctionAnswer::payload).collectList().block();
    }

    private static Object payload(Object value) {
        return value instanceof Message<?> message ? message.getPayload() : value;
    }
}
