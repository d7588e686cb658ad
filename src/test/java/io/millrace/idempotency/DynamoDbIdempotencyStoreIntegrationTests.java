package io.millrace.idempotency;

import static io.millrace.idempotency.StoreTable.MINE;
import static io.millrace.idempotency.StoreTable.NAME;
import static io.millrace.idempotency.StoreTable.OTHERS;
import static io.millrace.idempotency.StoreTable.TTL;
import static io.millrace.idempotency.Works.claimed;
import static io.millrace.idempotency.Works.work;
import static io.millrace.idempotency.Works.works;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dispatch.IdempotencyStore.Answer;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.WorkId;
import io.millrace.testkit.DynamoDbServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is in the table, and how many calls that takes. */
class DynamoDbIdempotencyStoreIntegrationTests {

    @AutoClose
    private static final DynamoDbServer LOCAL = DynamoDbServer.start();

    @AutoClose
    private final StoreTable table = StoreTable.create(LOCAL.endpoint());

    @Test
    void freesWhatAProcessThatHasEndedHadClaimed() {
        table.store().claim(works(0, 3), MINE);
        table.store().complete(works(2, 3), MINE);

        assertThat(IdempotencyTable.freeAll(table.client(), NAME)).isEqualTo(2);
        assertThat(IdempotencyTable.freeAll(table.client(), NAME)).isZero();
        assertThat(IdempotencyTable.freeAll(table.client(), "no-such-table")).isZero();

        Answer answer = table.store().claim(works(0, 3), OTHERS);
        assertThat(answer.held()).isEmpty();
        assertThat(answer.done()).containsExactly(work(2));
    }

    @Test
    void claimsABatchThatNobodyHasInTwoCalls() {
        Answer answer = table.store().claim(works(0, 100), MINE);

        assertThat(claimed(works(0, 100), answer)).hasSize(100);
        assertThat(table.calls().names()).containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void knowsABatchThatIsDoneAfterOneCall() {
        table.store().claim(works(0, 100), MINE);
        table.store().complete(works(0, 100), MINE);
        table.calls().forget();

        Answer answer = table.store().claim(works(0, 100), OTHERS);

        assertThat(answer.done()).containsExactlyInAnyOrderElementsOf(works(0, 100));
        assertThat(table.calls().names()).containsExactly("BatchGetItem");
    }

    @Test
    void completesTwentyFiveInACall() {
        table.store().complete(works(0, 51), MINE);

        assertThat(table.calls().names()).containsExactly("BatchWriteItem", "BatchWriteItem", "BatchWriteItem");
    }

    @Test
    void doesAnyNumberAtOnce() {
        List<WorkId> works = works(0, 250);

        assertThat(claimed(works, table.store().claim(works, MINE))).hasSize(250);
        assertThat(table.store().claim(works, OTHERS).held()).hasSize(250);

        table.store().complete(works(0, 120), MINE);
        table.store().release(works(120, 250), MINE);

        Answer answer = table.store().claim(works, OTHERS);
        assertThat(answer.done()).containsExactlyInAnyOrderElementsOf(works(0, 120));
        assertThat(claimed(works, answer)).containsExactlyElementsOf(works(120, 250));
    }

    @Test
    void callsNothingForNothing() {
        table.store().claim(List.of(), MINE);
        table.store().complete(List.of(), MINE);
        table.store().release(List.of(), MINE);

        assertThat(table.calls().names()).isEmpty();
    }

    @Test
    void claimsAWorkOnceThatIsNamedTwice() {
        List<WorkId> twice = List.of(work(1), work(2), work(1));

        assertThat(claimed(twice, table.store().claim(twice, MINE))).containsExactly(work(1), work(2));
        table.store().complete(twice, MINE);
        assertThat(table.store().claim(twice, OTHERS).done()).containsExactlyInAnyOrder(work(1), work(2));
    }

    @Test
    void leavesWhatItDoesNotHoldWhenItReleases() {
        table.store().claim(works(0, 2), OTHERS);
        table.store().claim(works(2, 6), MINE);
        table.store().complete(works(2, 4), MINE);
        table.calls().forget();

        table.store().release(works(0, 10), MINE);

        assertThat(table.calls().names()).containsExactly("TransactWriteItems", "TransactWriteItems");
        Answer answer = table.store().claim(works(0, 10), new Lease("third", OTHERS.end()));
        assertThat(answer.held()).containsOnlyKeys(works(0, 2));
        assertThat(answer.done()).containsExactlyInAnyOrderElementsOf(works(2, 4));
    }

    @Test
    void writesWhatAnOperatorCanRead() {
        table.store().claim(works(7, 8), MINE);

        assertThat(table.client().scan(scan -> scan.tableName(NAME)).items())
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
}
