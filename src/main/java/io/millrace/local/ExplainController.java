package io.millrace.local;

import io.millrace.event.EventReader;
import io.millrace.event.InvalidEventException;
import io.millrace.explain.Explanation;
import io.millrace.explain.RoutingTable;
import io.millrace.function.TableFunctions;
import io.millrace.function.http.OwnJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves the routes, and how they match an event, to callers on this machine. */
@RestController
final class ExplainController {

    private static final int LARGEST = 6 * 1024 * 1024;

    private final TableFunctions tables;
    private final EventReader reader = new EventReader();

    ExplainController(TableFunctions tables) {
        this.tables = tables;
    }

    @GetMapping("/_millrace/routes")
    ResponseEntity<byte[]> routes() {
        return OwnJson.answer(RoutingTable.of(tables));
    }

    @PostMapping("/_millrace/explain")
    ResponseEntity<byte[]> explain(HttpServletRequest request) throws IOException {
        byte[] json = request.getInputStream().readNBytes(LARGEST + 1);
        if (json.length > LARGEST) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "An event has at most 6 MB.");
        }
        try {
            return OwnJson.answer(Explanation.of(tables, reader.read(json)));
        } catch (InvalidEventException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
