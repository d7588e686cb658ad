package io.millrace.local.dynoxide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Reads the program's own log of a table, whose records are numbered 1, 2, and so on. */
final class EngineLog {

    /**
     * The position after the page that was read last.
     *
     * @param after the number of the record before it
     */
    private record Next(String stream, long after, String iterator) {

        boolean is(String wanted, long number) {
            return stream.equals(wanted) && after == number;
        }
    }

    private final Backend backend;
    private final Map<String, Next> next = new ConcurrentHashMap<>();

    EngineLog(Backend backend) {
        this.backend = backend;
    }

    /**
     * Reads some records of an enabled stream.
     *
     * @param after the number of the record before the first one
     * @param limit the maximum number of records
     */
    List<ObjectNode> read(KnownStream stream, long after, int limit) {
        String arn = "arn:aws:dynamodb:dynoxide:%s:table/%s/stream/%s"
                .formatted(Arns.ACCOUNT, stream.table(), stream.engineLabel());
        Answer answer = ask(iterator(stream, arn, after), limit);
        if (answer.status() == 400) { // an expired iterator
            answer = ask(newIterator(stream, arn, after), limit);
        }
        ObjectNode page = Backend.success("GetRecords", answer);
        List<ObjectNode> records = new ArrayList<>();
        page.path("Records").forEach(record -> records.add((ObjectNode) record));
        long last = records.isEmpty() ? after : number(records.get(records.size() - 1));
        Optional.ofNullable(Call.text(page, "NextShardIterator"))
                .ifPresent(iterator -> next.put(stream.table(), new Next(arn, last, iterator)));
        return records;
    }

    private String iterator(KnownStream stream, String arn, long after) {
        Next known = next.get(stream.table());
        return known != null && known.is(arn, after) ? known.iterator() : newIterator(stream, arn, after);
    }

    private String newIterator(KnownStream stream, String arn, long after) {
        ObjectNode from = Json.object()
                .put("StreamArn", arn)
                .put("ShardId", "shardId-00000001-" + stream.table())
                .put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
                .put("SequenceNumber", String.valueOf(after));
        return backend.ask(Call.toStreams("GetShardIterator", from))
                .path("ShardIterator")
                .asString();
    }

    private Answer ask(String iterator, int limit) {
        ObjectNode request = Json.object().put("ShardIterator", iterator).put("Limit", limit);
        return backend.send(Call.toStreams("GetRecords", request));
    }

    /** A record's number. */
    static long number(ObjectNode record) {
        return Long.parseLong(record.path("dynamodb").path("SequenceNumber").asString());
    }
}
