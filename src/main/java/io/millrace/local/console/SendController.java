package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.event.EventReader;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import io.millrace.function.http.OwnJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Passes events from the page or from files to a function, and returns what Lambda would get. */
@RestController
final class SendController {

    private static final int LARGEST = 6 * 1024 * 1024;
    private static final Path EVENTS = Path.of("events");

    private final EntryFunction entry;
    private final TableFunctions tables;
    private final InstantSource clock;
    private final EventReader reader = new EventReader();

    SendController(EntryFunction entry, TableFunctions tables, InstantSource clock) {
        this.entry = entry;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * The result of a call.
     *
     * @param answer what the function returned; {@code null} if it threw
     * @param errorType the class of the exception that it threw
     */
    record Answer(
            String function,
            double millis,
            @Nullable StreamsEventResponse answer,
            @Nullable String errorType,
            @Nullable String errorMessage) {}

    @PostMapping(path = "/_millrace/send", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> send(@RequestParam String function, InputStream body) throws IOException {
        Function<DynamodbEvent, StreamsEventResponse> called = function(function);
        byte[] json = body.readNBytes(LARGEST + 1);
        if (json.length > LARGEST) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "An event has at most 6 MB.");
        }
        Instant start = clock.instant();
        try {
            StreamsEventResponse answer = called.apply(reader.read(json));
            return OwnJson.answer(new Answer(function, since(start), answer, null, null));
        } catch (RuntimeException e) {
            return OwnJson.answer(
                    new Answer(function, since(start), null, e.getClass().getName(), e.getMessage()));
        }
    }

    private Function<DynamodbEvent, StreamsEventResponse> function(String name) {
        if (name.equals(EntryFunction.NAME)) {
            return entry;
        }
        return tables.byId(name)
                .map(table -> table.andThen(nothing -> new StreamsEventResponse(List.of())))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "There is no function '%s'. Known functions: %s and %s."
                                .formatted(name, EntryFunction.NAME, tables.ids())));
    }

    private double since(Instant start) {
        return Duration.between(start, clock.instant()).toNanos() / 1_000 / 1_000.0;
    }

    /** The names of the files in {@code events/}. */
    @GetMapping("/_millrace/events")
    List<String> events() throws IOException {
        if (!Files.isDirectory(EVENTS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Serves only listed files: a name is not a path. */
    @GetMapping(path = "/_millrace/events/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] event(@PathVariable String name) throws IOException {
        if (!events().contains(name)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no file '%s' in events.".formatted(name));
        }
        return Files.readAllBytes(EVENTS.resolve(name));
    }
}
