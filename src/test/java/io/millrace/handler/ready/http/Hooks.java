package io.millrace.handler.ready.http;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.RecordHandler;
import io.millrace.handler.ready.http.HttpType.Settings;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handlers of the type {@code http}, whose clock stands still but while they wait. */
final class Hooks {

    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<Duration> waits = new ArrayList<>();
    private volatile Instant now = START;

    /** An insert with a number of many digits. */
    static Change<Item> change() {
        return Records.insert()
                .eventId("e1")
                .sequenceNumber("1")
                .createdAt(Instant.parse("2026-11-21T09:08:07Z"))
                .key("id", Attributes.s("a"))
                .after("price", Attributes.n("12345678901234567890.5"))
                .after("name", Attributes.s("ü"))
                .change();
    }

    /** How long they waited. */
    List<Duration> waits() {
        return waits;
    }

    RecordHandler handler(String url) {
        return handler(new Settings(url, Map.of(), null, "io.millrace", null, null, null, Duration.ofSeconds(5)));
    }

    RecordHandler signing(String url, Map<String, String> headers) {
        return handler(new Settings(url, headers, SECRET, "io.millrace", null, null, null, Duration.ofSeconds(5)));
    }

    RecordHandler describing(String url, String prefix, @Nullable String source, String... exclude) {
        return handler(
                new Settings(url, Map.of(), null, prefix, source, null, List.of(exclude), Duration.ofSeconds(5)));
    }

    RecordHandler impatient(String url, Duration timeout) {
        return handler(new Settings(url, Map.of(), null, "io.millrace", null, null, null, timeout));
    }

    private RecordHandler handler(Settings settings) {
        return (RecordHandler) new HttpType(new Time(() -> now, this::sleep)).handler("hook", settings);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    private void sleep(Duration wait) {
        waits.add(wait);
        pass(wait);
    }
}
