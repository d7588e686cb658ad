package io.millrace.function.http;

import io.millrace.event.EventReader;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves one function under its name. The entry function and the table functions take the JSON that Lambda would
 * send.
 */
final class FunctionEndpoint {

    private final EventReader reader = new EventReader();
    private final String name;
    private final EntryFunction entry;
    private final TableFunctions tables;
    private final UserFunctions functions;

    FunctionEndpoint(String name, EntryFunction entry, TableFunctions tables, UserFunctions functions) {
        this.name = name;
        this.entry = entry;
        this.tables = tables;
        this.functions = functions;
    }

    ResponseEntity<?> post(HttpServletRequest request) throws IOException {
        Optional<TableFunction> table = tables.byId(name);
        if (table.isPresent()) {
            return OwnJson.answer(TableAnswer.of(
                    table.get(),
                    table.get().run(reader.read(Body.json(request)), table.get().deadline())));
        }
        if (name.equals(EntryFunction.NAME)) {
            return OwnJson.answer(entry.apply(reader.read(Body.json(request))));
        }
        return functions.call(name, Body.bytes(request), request);
    }

    ResponseEntity<?> get(HttpServletRequest request) {
        requireNoEvent(request);
        return functions.supply(name);
    }

    ResponseEntity<?> getWithText(@PathVariable String value, HttpServletRequest request) {
        requireNoEvent(request);
        return functions.callWithText(name, value);
    }

    /** Whether it is not a user's function, and accepts only a POST with an event. */
    boolean takesEvents() {
        return tables.byId(name).isPresent() || name.equals(EntryFunction.NAME);
    }

    /** @throws Problem 405, since a function accepts POST, or GET if it is a supplier */
    ResponseEntity<?> other(HttpServletRequest request) {
        requireNoEvent(request);
        throw functions.otherMethod(name);
    }

    private void requireNoEvent(HttpServletRequest request) {
        if (takesEvents()) {
            throw Problem.of(
                            HttpStatus.METHOD_NOT_ALLOWED,
                            "Event expected",
                            "Function '%s' takes a DynamoDB stream event: curl --json @event.json %s"
                                    .formatted(name, request.getRequestURL()))
                    .allowing(HttpMethod.POST);
        }
    }
}
