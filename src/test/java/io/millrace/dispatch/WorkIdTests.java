package io.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Collisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class WorkIdTests {

    /** Without an order among them, so many of equal hashes keep a hash table busy for minutes. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void isFoundInTimeWhateverTheHashesOfEventIdsAre() {
        List<String> eventIds = Collisions.texts(100_000);
        Map<WorkId, String> works = new HashMap<>();
        eventIds.forEach(eventId -> works.put(id(eventId), eventId));

        assertThat(works).hasSize(100_000);
        assertThat(eventIds).allMatch(eventId -> eventId.equals(works.get(id(eventId))));
    }

    private static WorkId id(String eventId) {
        return new WorkId("Products", "r", "h", new RecordId(eventId, "101", ""));
    }
}
