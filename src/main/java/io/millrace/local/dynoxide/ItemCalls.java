package io.millrace.local.dynoxide;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Sends on what is asked of items. */
final class ItemCalls {

    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan");
    private static final Set<String> WRITES = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "ExecuteStatement",
            "BatchExecuteStatement",
            "ExecuteTransaction");
    private static final byte[] ARN = "\"arn:aws".getBytes(StandardCharsets.US_ASCII);

    private final Backend backend;
    private final Runnable written;

    /**
     * @param written called after each call that may have changed an item
     */
    ItemCalls(Backend backend, Runnable written) {
        this.backend = backend;
        this.written = written;
    }

    static boolean isOne(Call call) {
        return !call.isOfStreams() && (READS.contains(call.operation()) || WRITES.contains(call.operation()));
    }

    Answer answer(Call call) {
        Answer answer = backend.send(hasArn(call.body()) ? named(call) : call);
        if (WRITES.contains(call.operation())) {
            written.run();
        }
        return answer;
    }

    private static Call named(Call call) {
        ObjectNode request = call.json();
        Arns.nameTables(request);
        return call.with(request);
    }

    private static boolean hasArn(byte[] body) {
        for (int i = 0; i <= body.length - ARN.length; i++) {
            int same = 0;
            while (same < ARN.length && body[i + same] == ARN[same]) {
                same++;
            }
            if (same == ARN.length) {
                return true;
            }
        }
        return false;
    }
}
