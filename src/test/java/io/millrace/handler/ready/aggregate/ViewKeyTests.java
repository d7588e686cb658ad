package io.millrace.handler.ready.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Collisions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class ViewKeyTests {

    /** Without an order among them, so many keys of equal hashes keep a hash table busy for minutes. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void isFoundInTimeWhateverTheHashesOfKeysAre() {
        Map<ViewKey, String> views = new HashMap<>();
        Collisions.texts(100_000).forEach(text -> views.put(new ViewKey(Map.of("PK", text)), text));

        assertThat(views).hasSize(100_000);
        assertThat(Collisions.texts(100_000)).allMatch(text -> text.equals(views.get(new ViewKey(Map.of("PK", text)))));
    }
}
