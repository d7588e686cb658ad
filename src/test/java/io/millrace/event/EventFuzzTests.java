package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/**
 * Events with something wrong in them, read beside AWS's own serializer: the same records, or a clean refusal. Where the two
 * differ, a {@link Difference} says why. {@code -Dfuzz.events=1000000} takes a million, {@code -Dfuzz.seed=…} the same once
 * more.
 */
class EventFuzzTests {

    private static final int EVENTS = Integer.getInteger("fuzz.events", 50_000);
    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());

    private final EventReader reader = new EventReader();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void readsWhatAwsReadsOrThereIsAReason() {
        Mutations mutations = new Mutations(SEED);
        for (int i = 0; i < EVENTS; i++) {
            byte[] json = mutations.next();
            try {
                compare(json);
                if (i % 5 == 0) {
                    checkOthers(json);
                }
            } catch (Throwable e) {
                fail("Event %d of seed %d: %s".formatted(i, SEED, new String(json, UTF_8)), e);
            }
        }
        System.out.printf("%d events of seed %d: %s%n", EVENTS, SEED, outcomes);

        assertThat(outcomes).containsKeys("same", "refused by both", Difference.UNREADABLE_RECORD.name());
    }

    private void compare(byte[] json) {
        DynamodbEvent ours = ours(json);
        DynamodbEvent theirs = theirs(json);
        if (ours == null && theirs == null) {
            count("refused by both");
        } else if (ours == null) {
            count(Difference.refusing(json));
        } else if (theirs == null) {
            count(Difference.reading(json, ours.getRecords()));
        } else {
            compare(json, ours.getRecords(), theirs.getRecords());
        }
    }

    private void checkOthers(byte[] json) {
        DynamodbEvent event = ours(json);
        if (event != null) {
            assertThat(reader.read(EventWriter.write(event))).isEqualTo(event);
        }
        scansAsItReads(json);
    }

    private void compare(byte[] json, List<DynamodbStreamRecord> ours, List<DynamodbStreamRecord> theirs) {
        if (ours.size() != theirs.size()) { // it loses its way behind a time that is an object
            count(Difference.reading(json, ours));
            return;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i).equals(theirs.get(i))) {
                count("same");
            } else {
                count(Difference.between(ours.get(i), theirs.get(i), json, i));
            }
        }
    }

    private void count(Optional<Difference> reason) {
        count(reason.orElseThrow(() -> new AssertionError("There is no reason for a difference"))
                .name());
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** {@code null} for a refusal; whatever else is thrown is a mistake. */
    private @Nullable DynamodbEvent ours(byte[] json) {
        try {
            return reader.read(json);
        } catch (InvalidEventException e) {
            assertThat(e.getMessage()).matches("The event is .*\\.|This is not a DynamoDB stream event.*\\.");
            return null;
        }
    }

    private static @Nullable DynamodbEvent theirs(byte[] json) {
        try {
            return Json.readExactlyAsAws(new String(json, UTF_8));
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The scan that passes over what is not read takes for JSON just what is JSON. */
    private static void scansAsItReads(byte[] json) {
        if (Difference.isUtf8(json)) {
            assertThat(scans(json)).isEqualTo(parses(json));
        }
    }

    private static boolean scans(byte[] json) {
        try {
            return JsonSlice.of(json).isLast();
        } catch (JsonScan.NotJson e) {
            return false;
        }
    }

    private static boolean parses(byte[] json) {
        try {
            return !Difference.parse(json).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }
}
