package io.millrace.idempotency;

import io.millrace.dispatch.WorkId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts tasks into chunks that fit into a call. DynamoDB refuses a call that names an entry twice. */
final class Chunk {

    private Chunk() {}

    /** Returns each task once, in the order of the first mention, by the keys of their entries. */
    static List<Map<String, WorkId>> of(Collection<WorkId> works, int most) {
        Map<String, WorkId> all = new LinkedHashMap<>();
        works.forEach(work -> all.put(EntryKey.of(work), work));
        List<Map<String, WorkId>> chunks = new ArrayList<>();
        all.forEach((key, work) -> open(chunks, most).put(key, work));
        return chunks;
    }

    private static Map<String, WorkId> open(List<Map<String, WorkId>> chunks, int most) {
        if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size() == most) {
            chunks.add(new LinkedHashMap<>());
        }
        return chunks.get(chunks.size() - 1);
    }
}
