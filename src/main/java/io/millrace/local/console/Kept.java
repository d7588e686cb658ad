package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The latest changes, as many as fit into a bounded memory. Not thread-safe. */
final class Kept {

    private static final int MOST_CHANGES = 500;
    private static final long MOST_BYTES = 32 * 1024 * 1024;

    private final Map<Long, SeenChange> changes = new LinkedHashMap<>();
    private final Map<String, SeenChange> byRecord = new HashMap<>();
    private long lastId;
    private long bytes;

    Set<Long> ids() {
        return changes.keySet();
    }

    Optional<SeenChange> find(long id) {
        return Optional.ofNullable(changes.get(id));
    }

    Optional<SeenChange> find(String table, String number) {
        return Optional.ofNullable(byRecord.get(key(table, number)));
    }

    @Nullable
    SeenChange find(String table, DynamodbStreamRecord record) {
        SeenChange seen = byRecord.get(key(table, record.getDynamodb().getSequenceNumber()));
        return seen != null && seen.isOf(record) ? seen : null;
    }

    SeenChange add(String tableId, SeenRecord record, Instant now) {
        SeenChange seen = new SeenChange(++lastId, tableId, record, now);
        changes.put(seen.id(), seen);
        byRecord.put(key(record.table(), record.number()), seen);
        bytes += record.size();
        while (changes.size() > MOST_CHANGES || bytes > MOST_BYTES && changes.size() > 1) {
            forget(changes.remove(changes.keySet().iterator().next()));
        }
        return seen;
    }

    private void forget(SeenChange oldest) {
        byRecord.remove(key(oldest.record().table(), oldest.record().number()), oldest);
        bytes -= oldest.record().size();
    }

    private static String key(String table, String number) {
        return table + "/" + number;
    }
}
