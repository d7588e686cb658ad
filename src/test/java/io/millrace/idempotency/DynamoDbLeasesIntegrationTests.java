package io.millrace.idempotency;

import static io.millrace.idempotency.StoreTable.LEASE;
import static io.millrace.idempotency.StoreTable.MINE;
import static io.millrace.idempotency.StoreTable.OTHERS;
import static io.millrace.idempotency.StoreTable.TTL;
import static io.millrace.idempotency.TestTime.START;
import static io.millrace.idempotency.Works.claimed;
import static io.millrace.idempotency.Works.work;
import static io.millrace.idempotency.Works.works;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dispatch.IdempotencyStore.Answer;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.Tried;
import io.millrace.dispatch.WorkId;
import io.millrace.testkit.DynamoDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who has a work, until when, and how often it was tried. */
class DynamoDbLeasesIntegrationTests {

    private static final int OWNERS = 4;

    @AutoClose
    private static final DynamoDbServer LOCAL = DynamoDbServer.start();

    @AutoClose
    private final StoreTable table = StoreTable.create(LOCAL.endpoint());

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(OWNERS);

    @Test
    void saysUntilWhenAnotherOwnerHoldsAWork() {
        table.store().claim(works(0, 2), MINE);

        Answer answer = table.store().claim(works(0, 3), OTHERS);

        assertThat(answer).isEqualTo(new Answer(Set.of(), Map.of(work(0), MINE, work(1), MINE)));
    }

    @Test
    void letsAnyoneClaimAfterTheEndOfTheLease() {
        table.store().claim(works(0, 2), MINE);

        table.time().pass(LEASE);
        assertThat(table.store().claim(works(0, 2), OTHERS).held()).hasSize(2);
        table.time().pass(Duration.ofMillis(1));
        assertThat(table.store().claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), Map.of()));

        assertThat(table.store().claim(works(0, 2), MINE).held())
                .containsOnlyKeys(works(0, 2))
                .containsValue(OTHERS);
    }

    @Test
    void claimsAgainForTheSameOwner() {
        table.store().claim(works(0, 2), MINE);

        assertThat(table.store().claim(works(0, 3), MINE)).isEqualTo(new Answer(Set.of(), Map.of()));
        assertThat(table.store().claim(works(0, 3), OTHERS).held()).hasSize(3);
    }

    @Test
    void keepsDoneWhatIsDoneForEveryoneUntilItExpires() {
        table.store().claim(works(0, 2), MINE);
        table.store().complete(works(0, 2), MINE);

        table.time().pass(TTL);
        assertThat(table.store().claim(works(0, 2), MINE).done()).hasSize(2);
        assertThat(table.store().claim(works(0, 2), OTHERS).done()).hasSize(2);

        table.time().pass(Duration.ofSeconds(1));
        assertThat(table.store().claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), Map.of()));
    }

    @Test
    void takesALateCompletionAfterAnotherOwnerTookOver() {
        table.store().claim(works(0, 1), MINE);
        table.time().pass(LEASE.plusMillis(1));
        table.store().claim(works(0, 1), OTHERS);

        table.store().complete(works(0, 1), MINE);
        table.store().release(works(0, 1), OTHERS);

        assertThat(table.store().claim(works(0, 1), OTHERS).done()).containsExactly(work(0));
    }

    @Test
    void releasesAtOnce() {
        table.store().claim(works(0, 2), MINE);

        table.store().release(works(0, 1), MINE);

        assertThat(table.store().claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), Map.of(work(1), MINE)));
    }

    @Test
    void tellsWhoClaimsNextHowOftenAWorkWasTried() {
        Tried tried = new Tried(2, START.minusSeconds(5));
        table.store().claim(works(0, 2), MINE);

        table.store().release(Map.of(work(0), tried), MINE);
        table.store().release(Map.of(work(1), tried), OTHERS);

        Map<WorkId, Lease> held = Map.of(work(1), MINE);
        assertThat(table.store().claim(works(0, 2), OTHERS))
                .isEqualTo(new Answer(Set.of(), held, Map.of(work(0), tried)));
        table.time().pass(LEASE.multipliedBy(2).plusMillis(1));
        assertThat(table.store().claim(works(0, 1), MINE).tried()).isEqualTo(Map.of(work(0), tried));
    }

    @Test
    void forgetsHowOftenAWorkWasTriedOnceItIsReleasedOrDoneOrExpired() {
        Tried tried = new Tried(2, START);
        table.store().claim(works(0, 3), MINE);
        table.store().release(Map.of(work(0), tried, work(1), tried, work(2), tried), MINE);

        table.store().claim(works(0, 2), OTHERS);
        table.store().release(works(0, 1), OTHERS);
        table.store().complete(works(1, 2), OTHERS);
        assertThat(table.store().claim(works(0, 2), MINE)).isEqualTo(new Answer(Set.of(work(1)), Map.of()));

        table.time().pass(TTL.plusSeconds(1));
        assertThat(table.store().claim(works(1, 3), MINE).tried()).isEmpty();
    }

    @RepeatedTest(5)
    void givesEachWorkToOneOwner() {
        List<WorkId> works = works(0, 250);
        CountDownLatch start = new CountDownLatch(OWNERS);

        List<WorkId> claims = IntStream.range(0, OWNERS)
                .mapToObj(owner -> CompletableFuture.supplyAsync(
                        () -> claimAtOnce(start, works, new Lease("owner-" + owner, MINE.end())), threads))
                .toList()
                .stream()
                .flatMap(claim -> claim.join().stream())
                .toList();

        assertThat(claims).doesNotHaveDuplicates();
        // What they kept writing to at the same moments nobody has; it is free for the next who asks.
        List<WorkId> all = new ArrayList<>(claims);
        all.addAll(claimed(notIn(claims, works), table.store().claim(notIn(claims, works), OTHERS)));
        assertThat(all).containsExactlyInAnyOrderElementsOf(works);
    }

    private static List<WorkId> notIn(Collection<WorkId> some, List<WorkId> works) {
        return works.stream().filter(work -> !some.contains(work)).toList();
    }

    private Collection<WorkId> claimAtOnce(CountDownLatch start, List<WorkId> works, Lease lease) {
        List<WorkId> shuffled = new ArrayList<>(works);
        Collections.shuffle(shuffled);
        start.countDown();
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return claimed(shuffled, table.store().claim(shuffled, lease));
    }
}
