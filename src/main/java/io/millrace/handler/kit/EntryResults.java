package io.millrace.handler.kit;

import io.millrace.aws.Answers;
import io.millrace.handler.kit.Batching.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the results of a call that has one for each entry, in the order of the entries. The answer of such a call is a success
 * even where all entries failed.
 *
 * @param code the error code of a result; {@code null} where the entry was taken
 * @param message of the error
 */
public record EntryResults<R>(Function<R, @Nullable String> code, Function<R, @Nullable String> message) {

    private static final Pattern PASSING =
            Pattern.compile("(?i)internal.*|serviceunavailable.*|.*throughputexceeded.*|.*throttl.*");

    /**
     * Returns what was refused, by the entry's place.
     *
     * @param server as in "stream 'x'"
     * @param entry what an entry is, as in "record"
     * @param sent how many entries were sent
     */
    public Map<Integer, Refusal> refusals(String server, String entry, int sent, List<R> results) {
        Answers.requireAll(server, sent, results.size());
        Map<Integer, Refusal> refusals = new LinkedHashMap<>();
        for (int place = 0; place < sent; place++) {
            String error = code.apply(results.get(place));
            if (error != null) {
                String text = Answers.text(message.apply(results.get(place)));
                refusals.put(
                        place,
                        new Refusal(
                                new IllegalStateException(
                                        "%s refused the %s: %s, %s".formatted(server, entry, error, text)),
                                PASSING.matcher(error).matches()));
            }
        }
        return refusals;
    }
}
