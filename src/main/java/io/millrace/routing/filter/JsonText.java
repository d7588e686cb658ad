package io.millrace.routing.filter;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Plain Java values as JSON. */
final class JsonText {

    private JsonText() {}

    static String of(@Nullable Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
