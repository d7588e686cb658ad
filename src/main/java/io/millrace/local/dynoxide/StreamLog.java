package io.millrace.local.dynoxide;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The records of enabled and disabled streams, as the program has logged them. */
final class StreamLog {

    /** A page has at most this many records, each of up to three times 400 KB, until it is cut. */
    private static final int PAGE = 100;

    /** The maximum size of a page of GetRecords. Source: "GetRecords" in the Amazon DynamoDB Streams API Reference. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final EngineLog engine;
    private final KeptRecords kept;

    StreamLog(EngineLog engine, KeptRecords kept) {
        this.engine = engine;
        this.kept = kept;
    }

    /**
     * Reads some records, at least one if there are any.
     *
     * @param after the number of the record before the first one
     * @param limit the maximum number of records
     */
    List<ObjectNode> read(KnownStream stream, long after, int limit) {
        List<ObjectNode> page = new ArrayList<>();
        int bytes = 0;
        long last = after;
        while (page.size() < limit) {
            int asked = Math.min(PAGE, limit - page.size());
            List<ObjectNode> more = some(stream, last, asked);
            for (ObjectNode record : more) {
                bytes += record.path("dynamodb").path("SizeBytes").asInt();
                if (page.size() == limit || bytes > MOST_BYTES && !page.isEmpty()) {
                    return page;
                }
                page.add(record);
                last = EngineLog.number(record);
            }
            if (more.isEmpty() || stream.isEnabled() && more.size() < asked) {
                return page;
            }
        }
        return page;
    }

    private List<ObjectNode> some(KnownStream stream, long after, int limit) {
        return stream.isEnabled() ? engine.read(stream, after, limit) : kept.read(stream, after);
    }

    /**
     * Stores all records of a stream.
     *
     * @return the number of its last record, or of the last one before the stream
     */
    long keep(KnownStream stream) {
        long last = stream.after();
        while (true) {
            List<ObjectNode> records = engine.read(stream, last, PAGE);
            if (records.isEmpty()) {
                return last;
            }
            kept.add(stream, records);
            last = EngineLog.number(records.get(records.size() - 1));
        }
    }

    void drop(KnownStream stream) {
        kept.drop(stream);
    }
}
