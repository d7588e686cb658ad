package io.millrace.function.http;

import io.millrace.event.EventReader;
import io.millrace.function.EntryFunction;
import io.millrace.function.FunctionDefinition;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Each function under its name: the entry function and the table functions take the JSON that Lambda would send. */
@RestController
final class FunctionController {

    private final EventReader reader = new EventReader();
    private final EntryFunction entry;
    private final TableFunctions tables;
    private final UserFunctions functions;
    private final FunctionDefinition definition;

    FunctionController(
            EntryFunction entry, TableFunctions tables, UserFunctions functions, FunctionDefinition definition) {
        this.entry = entry;
        this.tables = tables;
        this.functions = functions;
        this.definition = definition;
    }

    /** What there is to call. */
    @GetMapping("/")
    ResponseEntity<?> list() {
        return FunctionAnswer.json(Map.of("functions", functions.names()));
    }

    /** The function of {@code spring.cloud.function.definition}. */
    @PostMapping("/")
    ResponseEntity<?> post(HttpServletRequest request) throws IOException {
        return post(definition.name(), request);
    }

    @PostMapping("/{name}")
    ResponseEntity<?> post(@PathVariable String name, HttpServletRequest request) throws IOException {
        Optional<TableFunction> table = tables.byId(name);
        if (table.isPresent()) {
            return FunctionAnswer.json(TableAnswer.of(
                    table.get(),
                    table.get().run(reader.read(Body.json(request)), table.get().deadline())));
        }
        if (name.equals(EntryFunction.NAME)) {
            return FunctionAnswer.json(entry.apply(reader.read(Body.json(request))));
        }
        return functions.call(name, Body.bytes(request), request);
    }

    @GetMapping("/{name}")
    ResponseEntity<?> get(@PathVariable String name, HttpServletRequest request) {
        requireNoEvent(name, request);
        return functions.supply(name);
    }

    @GetMapping("/{name}/{value}")
    ResponseEntity<?> get(@PathVariable String name, @PathVariable String value, HttpServletRequest request) {
        requireNoEvent(name, request);
        return functions.callWithText(name, value);
    }

    private void requireNoEvent(String name, HttpServletRequest request) {
        if (tables.byId(name).isPresent() || name.equals(EntryFunction.NAME)) {
            throw Problem.of(
                            HttpStatus.METHOD_NOT_ALLOWED,
                            "Wants an event",
                            "Function '%s' takes a DynamoDB stream event: curl --json @event.json %s"
                                    .formatted(name, request.getRequestURL()))
                    .allowing(HttpMethod.POST);
        }
    }
}
