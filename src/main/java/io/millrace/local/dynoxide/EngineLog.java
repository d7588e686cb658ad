package io.millrace.local.dynoxide;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The program's own log of a table, which goes by numbers: 1, 2, and so on. */
final class EngineLog {

    private final Backend backend;

    EngineLog(Backend backend) {
        this.backend = backend;
    }

    /**
     * Some records of an enabled stream.
     *
     * @param after the number behind which to begin
     * @param limit how many at most
     */
    List<ObjectNode> read(KnownStream stream, long after, int limit) {
        ObjectNode from = Json.object()
                .put(
                        "StreamArn",
                        "arn:aws:dynamodb:dynoxide:%s:table/%s/stream/%s"
                                .formatted(Arns.ACCOUNT, stream.table(), stream.engineLabel()))
                .put("ShardId", "shardId-00000001-" + stream.table())
                .put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
                .put("SequenceNumber", String.valueOf(after));
        String iterator = Call.text(backend.ask(Call.ofOurStreams("GetShardIterator", from)), "ShardIterator");
        ObjectNode page = backend.ask(Call.ofOurStreams(
                "GetRecords", Json.object().put("ShardIterator", iterator).put("Limit", limit)));
        List<ObjectNode> records = new ArrayList<>();
        page.path("Records").forEach(record -> records.add((ObjectNode) record));
        return records;
    }

    /** A record's number. */
    static long number(ObjectNode record) {
        return Long.parseLong(record.path("dynamodb").path("SequenceNumber").asString());
    }
}
