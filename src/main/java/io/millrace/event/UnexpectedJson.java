package io.millrace.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** JSON of another shape than a stream event has; the text names the place, never a value. */
final class UnexpectedJson extends RuntimeException {

    private final String problem;

    UnexpectedJson(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }

    static UnexpectedJson at(JsonParser parser, String problem) {
        String place = parser.streamReadContext().pathAsPointer().toString();
        return new UnexpectedJson(place.isEmpty() ? "it " + problem : "%s %s".formatted(place, problem));
    }

    static void require(JsonParser parser, @Nullable JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw at(parser, "is not " + what);
        }
    }
}
