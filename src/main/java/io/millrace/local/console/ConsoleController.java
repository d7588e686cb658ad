package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.explain.Explanation;
import io.millrace.function.TableFunctions;
import io.millrace.function.http.OwnJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Serves the console's page and its data. */
@RestController
final class ConsoleController {

    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; object-src 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");

    private final Feed feed;
    private final StreamStates states;
    private final TableFunctions tables;

    ConsoleController(Feed feed, StreamStates states, TableFunctions tables) {
        this.feed = feed;
        this.states = states;
        this.tables = tables;
    }

    /**
     * The details of a change.
     *
     * @param record as Lambda would send it
     * @param explanation how the routes match it
     * @param test a test for its handlers, in Java
     */
    record Opened(ChangeSummary summary, JsonNode record, Explanation explanation, String test) {}

    @GetMapping({"/_millrace", "/_millrace/"})
    ResponseEntity<byte[]> page() throws IOException {
        return asset("index.html");
    }

    @GetMapping("/_millrace/console/{name:[a-z]+\\.[a-z]+}")
    ResponseEntity<byte[]> asset(@PathVariable String name) throws IOException {
        String type = TYPES.getOrDefault(name.substring(name.indexOf('.') + 1), "");
        try (InputStream asset = ConsoleController.class.getResourceAsStream(name)) {
            if (asset == null || type.isEmpty()) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noCache())
                    .header("Content-Type", type)
                    .header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .body(asset.readAllBytes());
        }
    }

    @GetMapping("/_millrace/state")
    ResponseEntity<byte[]> state() {
        return OwnJson.answer(states.read());
    }

    @GetMapping("/_millrace/changes/{id}")
    ResponseEntity<byte[]> change(@PathVariable long id) {
        return feed.read(id, seen -> seen)
                .flatMap(seen ->
                        feed.read(id, SeenChange::summary).map(summary -> OwnJson.answer(opened(summary, seen))))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "Change %d is no longer available; only the latest ones are.".formatted(id)));
    }

    /** The parts of the change that this reads are immutable. */
    private Opened opened(ChangeSummary summary, SeenChange seen) {
        DynamodbEvent event = seen.event();
        return new Opened(
                summary, seen.json(), Explanation.of(tables, event).get(0), TestText.of(summary, seen.record()));
    }
}
