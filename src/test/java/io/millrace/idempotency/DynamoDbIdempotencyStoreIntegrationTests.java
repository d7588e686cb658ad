package io.millrace.idempotency;

import static io.millrace.idempotency.TestTime.START;
import static io.millrace.idempotency.Works.claimed;
import static io.millrace.idempotency.Works.work;
import static io.millrace.idempotency.Works.works;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.IdempotencyStore.Answer;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.Tried;
import io.millrace.dispatch.WorkId;
import io.millrace.testkit.DynamoDbLocal;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbIdempotencyStoreIntegrationTests {

    private static final String TABLE = "millrace-idempotency";
    private static final Duration TTL = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Lease MINE = new Lease("mine", START.plus(LEASE));
    private static final Lease OTHERS = new Lease("others", START.plus(LEASE.multipliedBy(2)));

    private static final int OWNERS = 4;

    private static DynamoDbLocal local;

    private final TestTime time = new TestTime();
    private final Calls calls = new Calls();
    private final ExecutorService threads = Executors.newFixedThreadPool(OWNERS);
    private DynamoDbClient client;
    private IdempotencyStore store;

    @BeforeAll
    static void startDynamoDb() {
        local = DynamoDbLocal.start();
    }

    @AfterAll
    static void stopDynamoDb() {
        local.close();
    }

    @BeforeEach
    void makeTable() {
        client = DynamoDbLocal.clientFor(local.endpoint())
                .overrideConfiguration(override -> override.addExecutionInterceptor(calls))
                .build();
        IdempotencyTable.create(client, TABLE);
        calls.forget();
        store = store(TABLE);
    }

    @AfterEach
    void dropTable() {
        client.deleteTable(delete -> delete.tableName(TABLE));
        client.close();
        threads.shutdownNow();
    }

    @Test
    void freesWhatAProcessThatHasEndedHadClaimed() {
        store.claim(works(0, 3), MINE);
        store.complete(works(2, 3), MINE);

        assertThat(IdempotencyTable.freeAll(client, TABLE)).isEqualTo(2);
        assertThat(IdempotencyTable.freeAll(client, TABLE)).isZero();
        assertThat(IdempotencyTable.freeAll(client, "no-such-table")).isZero();

        Answer answer = store.claim(works(0, 3), OTHERS);
        assertThat(answer.held()).isEmpty();
        assertThat(answer.done()).containsExactly(work(2));
    }

    @Test
    void claimsABatchThatNobodyHasInTwoCalls() {
        Answer answer = store.claim(works(0, 100), MINE);

        assertThat(claimed(works(0, 100), answer)).hasSize(100);
        assertThat(calls.names()).containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void knowsABatchThatIsDoneAfterOneCall() {
        store.claim(works(0, 100), MINE);
        store.complete(works(0, 100), MINE);
        calls.forget();

        Answer answer = store.claim(works(0, 100), OTHERS);

        assertThat(answer.done()).containsExactlyInAnyOrderElementsOf(works(0, 100));
        assertThat(calls.names()).containsExactly("BatchGetItem");
    }

    @Test
    void completesTwentyFiveInACall() {
        store.complete(works(0, 51), MINE);

        assertThat(calls.names()).containsExactly("BatchWriteItem", "BatchWriteItem", "BatchWriteItem");
    }

    @Test
    void doesAnyNumberAtOnce() {
        List<WorkId> works = works(0, 250);

        assertThat(claimed(works, store.claim(works, MINE))).hasSize(250);
        assertThat(store.claim(works, OTHERS).held()).hasSize(250);

        store.complete(works(0, 120), MINE);
        store.release(works(120, 250), MINE);

        Answer answer = store.claim(works, OTHERS);
        assertThat(answer.done()).containsExactlyInAnyOrderElementsOf(works(0, 120));
        assertThat(claimed(works, answer)).containsExactlyElementsOf(works(120, 250));
    }

    @Test
    void callsNothingForNothing() {
        store.claim(List.of(), MINE);
        store.complete(List.of(), MINE);
        store.release(List.of(), MINE);

        assertThat(calls.names()).isEmpty();
    }

    @Test
    void claimsAWorkOnceThatIsNamedTwice() {
        List<WorkId> twice = List.of(work(1), work(2), work(1));

        assertThat(claimed(twice, store.claim(twice, MINE))).containsExactly(work(1), work(2));
        store.complete(twice, MINE);
        assertThat(store.claim(twice, OTHERS).done()).containsExactlyInAnyOrder(work(1), work(2));
    }

    @Test
    void saysUntilWhenAnotherOwnerHoldsAWork() {
        store.claim(works(0, 2), MINE);

        Answer answer = store.claim(works(0, 3), OTHERS);

        assertThat(answer).isEqualTo(new Answer(Set.of(), Map.of(work(0), MINE, work(1), MINE)));
    }

    @Test
    void letsAnyoneClaimAfterTheEndOfTheLease() {
        store.claim(works(0, 2), MINE);

        time.pass(LEASE);
        assertThat(store.claim(works(0, 2), OTHERS).held()).hasSize(2);
        time.pass(Duration.ofMillis(1));
        assertThat(store.claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), Map.of()));

        assertThat(store.claim(works(0, 2), MINE).held())
                .containsOnlyKeys(works(0, 2))
                .containsValue(OTHERS);
    }

    @Test
    void claimsAgainForTheSameOwner() {
        store.claim(works(0, 2), MINE);

        assertThat(store.claim(works(0, 3), MINE)).isEqualTo(new Answer(Set.of(), Map.of()));
        assertThat(store.claim(works(0, 3), OTHERS).held()).hasSize(3);
    }

    @Test
    void keepsDoneWhatIsDoneForEveryoneUntilItExpires() {
        store.claim(works(0, 2), MINE);
        store.complete(works(0, 2), MINE);

        time.pass(TTL);
        assertThat(store.claim(works(0, 2), MINE).done()).hasSize(2);
        assertThat(store.claim(works(0, 2), OTHERS).done()).hasSize(2);

        time.pass(Duration.ofSeconds(1));
        assertThat(store.claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), Map.of()));
    }

    @Test
    void takesALateCompletionAfterAnotherOwnerTookOver() {
        store.claim(works(0, 1), MINE);
        time.pass(LEASE.plusMillis(1));
        store.claim(works(0, 1), OTHERS);

        store.complete(works(0, 1), MINE);
        store.release(works(0, 1), OTHERS);

        assertThat(store.claim(works(0, 1), OTHERS).done()).containsExactly(work(0));
    }

    @Test
    void releasesAtOnce() {
        store.claim(works(0, 2), MINE);

        store.release(works(0, 1), MINE);

        assertThat(store.claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), Map.of(work(1), MINE)));
    }

    @Test
    void tellsWhoClaimsNextHowOftenAWorkWasTried() {
        Tried tried = new Tried(2, START.minusSeconds(5));
        store.claim(works(0, 2), MINE);

        store.release(Map.of(work(0), tried), MINE);
        store.release(Map.of(work(1), tried), OTHERS);

        Map<WorkId, Lease> held = Map.of(work(1), MINE);
        assertThat(store.claim(works(0, 2), OTHERS)).isEqualTo(new Answer(Set.of(), held, Map.of(work(0), tried)));
        time.pass(LEASE.multipliedBy(2).plusMillis(1));
        assertThat(store.claim(works(0, 1), MINE).tried()).isEqualTo(Map.of(work(0), tried));
    }

    @Test
    void forgetsHowOftenAWorkWasTriedOnceItIsReleasedOrDoneOrExpired() {
        Tried tried = new Tried(2, START);
        store.claim(works(0, 3), MINE);
        store.release(Map.of(work(0), tried, work(1), tried, work(2), tried), MINE);

        store.claim(works(0, 2), OTHERS);
        store.release(works(0, 1), OTHERS);
        store.complete(works(1, 2), OTHERS);
        assertThat(store.claim(works(0, 2), MINE)).isEqualTo(new Answer(Set.of(work(1)), Map.of()));

        time.pass(TTL.plusSeconds(1));
        assertThat(store.claim(works(1, 3), MINE).tried()).isEmpty();
    }

    @Test
    void leavesWhatItDoesNotHoldWhenItReleases() {
        store.claim(works(0, 2), OTHERS);
        store.claim(works(2, 6), MINE);
        store.complete(works(2, 4), MINE);
        calls.forget();

        store.release(works(0, 10), MINE);

        assertThat(calls.names()).containsExactly("TransactWriteItems", "TransactWriteItems");
        Answer answer = store.claim(works(0, 10), new Lease("third", OTHERS.end()));
        assertThat(answer.held()).containsOnlyKeys(works(0, 2));
        assertThat(answer.done()).containsExactlyInAnyOrderElementsOf(works(2, 4));
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
        all.addAll(claimed(notIn(claims, works), store.claim(notIn(claims, works), OTHERS)));
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
        return claimed(shuffled, store.claim(shuffled, lease));
    }

    @Test
    void writesWhatAnOperatorCanRead() {
        store.claim(works(7, 8), MINE);

        assertThat(client.scan(scan -> scan.tableName(TABLE)).items())
                .containsExactly(Map.of(
                        "id", AttributeValue.fromS("Orders/confirm/orderConfirmation/event-7/107/item"),
                        "status", AttributeValue.fromS("IN_PROGRESS"),
                        "owner", AttributeValue.fromS("mine"),
                        "leaseEnd",
                                AttributeValue.fromN(Long.toString(MINE.end().toEpochMilli())),
                        "expires",
                                AttributeValue.fromN(
                                        Long.toString(MINE.end().plus(TTL).getEpochSecond()))));
    }

    private IdempotencyStore store(String table) {
        return new DynamoDbIdempotencyStore(() -> client, table, TTL, time.time());
    }
}
