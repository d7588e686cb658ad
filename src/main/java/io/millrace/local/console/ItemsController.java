package io.millrace.local.console;

import io.millrace.local.database.LocalDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Reads and writes items in DynamoDB's own JSON protocol, so that typed values remain exact. */
@RestController
final class ItemsController {

    private static final String PROTOCOL = "DynamoDB_20120810.";
    private static final int LARGEST = 1024 * 1024;
    private static final Set<String> OPERATIONS =
            Set.of("DescribeTable", "Scan", "Query", "GetItem", "PutItem", "DeleteItem");

    private final LocalDynamoDb database;

    ItemsController(LocalDynamoDb database) {
        this.database = database;
    }

    @PostMapping(path = "/_millrace/dynamodb", consumes = "application/x-amz-json-1.0")
    ResponseEntity<byte[]> call(@RequestHeader("X-Amz-Target") String target, InputStream body) throws IOException {
        String operation = target.startsWith(PROTOCOL) ? target.substring(PROTOCOL.length()) : "";
        if (!OPERATIONS.contains(operation)) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "The console calls %s, and not '%s'.".formatted(OPERATIONS, target));
        }
        if (!database.isThere()) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "There is no local database; the start of the log says how to get one.");
        }
        byte[] request = body.readNBytes(LARGEST + 1);
        if (request.length > LARGEST) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "An item has at most 400 KB.");
        }
        LocalDynamoDb.Answer answer = database.call(operation, new String(request, StandardCharsets.UTF_8));
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.json().getBytes(StandardCharsets.UTF_8));
    }
}
