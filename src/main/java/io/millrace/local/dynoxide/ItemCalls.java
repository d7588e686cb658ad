package io.millrace.local.dynoxide;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Forwards calls for items. */
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
        Answer answer = hasArn(call.body()) ? byArns(call) : backend.send(call);
        if (WRITES.contains(call.operation())) {
            written.run();
        }
        return answer;
    }

    private Answer byArns(Call call) {
        ObjectNode request = call.json();
        Arns.nameTables(request);
        Answer answer = backend.send(call.with(request));
        return answer.isSuccess() && call.operation().equals("BatchGetItem") ? asAsked(call, answer) : answer;
    }

    /** The response with the tables named as in the request. */
    private static Answer asAsked(Call call, Answer answer) {
        ObjectNode json = answer.json();
        Arns.nameTablesAs(call.json().path("RequestItems"), json.path("Responses"));
        Arns.nameTablesAs(call.json().path("RequestItems"), json.path("UnprocessedKeys"));
        return Answer.of(json);
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
