package io.millrace.dispatch;

import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.dispatch.DispatchListener.Claim;
import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownClaimsTests {

    private static final Lease LEASE = new Lease("me", Instant.EPOCH.plusSeconds(60));

    private final List<Integer> asked = new ArrayList<>();
    private final Step step = new Step(
            "r",
            "h",
            (RecordHandler) change -> {},
            new FailurePolicy(FailurePolicy.Retry.NONE, FailurePolicy.OnFailure.STOP, FailurePolicy.Remember.IN_STORE));
    private final List<Work> works = IntStream.range(0, 3)
            .mapToObj(i -> new Work(i, Change.of(batch("10" + i + "@" + i).get(0), Records.TABLE), List.of(step)))
            .toList();
    private final Time time = new Time(InstantSource.fixed(Instant.EPOCH), wait -> {});
    private final Reporter reporter = new Reporter(
            new DispatchListener.Batch(Records.TABLE, List.of(), false),
            new DispatchLog(Records.TABLE, time),
            new Listeners<>(DispatchListener.class, List.of()),
            time.steady(),
            Deadline.NONE);
    private final KnownClaims known =
            new KnownClaims(new Batch(Records.TABLE, works, Deadline.NONE, time, reporter), (ids, lease) -> {
                asked.add(ids.size());
                return new IdempotencyStore.Answer(Set.of(), held(ids));
            });

    private static Map<WorkId, Lease> held(List<WorkId> ids) {
        Map<WorkId, Lease> held = new LinkedHashMap<>();
        ids.forEach(id -> held.put(id, new Lease("another", Instant.EPOCH.plusSeconds(60))));
        return held;
    }

    /** Of lanes side by side, that of a later record may be the first to ask. */
    @Test
    void asksForEarlierRecordsTogetherWithALaterOne() {
        assertThat(find(2, 0)).isEqualTo(Claim.HELD);
        assertThat(find(0, 0)).isEqualTo(Claim.HELD);
        assertThat(find(1, 1)).isEqualTo(Claim.HELD);
        assertThat(find(0, 1)).isEqualTo(Claim.HELD);

        assertThat(asked).containsExactly(3, 3);
    }

    private Claim find(int index, int after) {
        return known.find(works.get(index).id(step, Records.TABLE), index, LEASE, after);
    }
}
