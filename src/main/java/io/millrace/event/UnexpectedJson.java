package io.millrace.event;

import io.millrace.change.Printable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** Thrown for JSON that does not have the structure of a stream event. The message names the place, never a value. */
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
        String place = place(parser.streamReadContext());
        return new UnexpectedJson(place.isEmpty() ? "it " + problem : "%s %s".formatted(place, problem));
    }

    static UnexpectedJson tooDeep() {
        return new UnexpectedJson("it is nested more than %d levels deep".formatted(EventJson.MOST_LEVELS));
    }

    /** The place as a JSON pointer with shortened names: an attribute's name may have 64 KB, and any characters. */
    private static String place(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String before = place(context.getParent());
        if (!context.hasPathSegment()) {
            return before;
        }
        String step = context.inArray() ? String.valueOf(context.getCurrentIndex()) : context.currentName();
        return before + "/" + Printable.shortened(step);
    }

    static void require(JsonParser parser, @Nullable JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw at(parser, "is not " + what);
        }
    }
}
