package io.millrace.handler.ready.http;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;

/** Reads events as receivers do, with the SDK of CloudEvents, which takes none that is not by the specification. */
final class Events {

    private Events() {}

    static CloudEvent read(String json) {
        return EventFormatProvider.getInstance()
                .resolveFormat(JsonFormat.CONTENT_TYPE)
                .deserialize(json.getBytes(StandardCharsets.UTF_8));
    }
}
