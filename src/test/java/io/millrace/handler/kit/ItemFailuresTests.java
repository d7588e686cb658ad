package io.millrace.handler.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemFailuresTests {

    private static final Change<Item> A1 = change("101", "a");
    private static final Change<Item> B1 = change("102", "b");
    private static final Change<Item> A2 = change("103", "a");
    private static final Change<Item> A3 = change("104", "a");
    private static final List<Change<Item>> BATCH = List.of(A1, B1, A2, A3);

    private static final RuntimeException CAUSE = new RuntimeException("cause");
    private static final RuntimeException OTHER = new RuntimeException("other");

    private final ItemFailures failures = new ItemFailures();

    @Test
    void holdsBackWhatIsBehindTheFirstFailureOfItsItem() {
        failures.fail(A2, CAUSE);

        assertThat(failures.holdBack(A3)).isTrue();
        assertThat(failures.holdBack(B1)).isFalse();
        assertThat(failures.of(BATCH))
                .containsExactly(entry(number("103"), CAUSE), entry(number("104"), HeldBackException.INSTANCE));
    }

    @Test
    void holdsBackAChangeThatFailedBeforeAnEarlierOneOfItsItemDid() {
        failures.fail(A3, OTHER);
        failures.fail(A1, CAUSE);

        assertThat(failures.of(BATCH))
                .containsExactly(
                        entry(number("101"), CAUSE),
                        entry(number("103"), HeldBackException.INSTANCE),
                        entry(number("104"), HeldBackException.INSTANCE));
    }

    @Test
    void keepsEachItemsOwnCauseWhenPartsAreAdded() {
        ItemFailures part = new ItemFailures();
        part.fail(B1, OTHER);
        failures.fail(A3, CAUSE);
        failures.addAll(part);

        assertThat(failures.of(BATCH)).containsExactly(entry(number("102"), OTHER), entry(number("104"), CAUSE));
    }

    @Test
    void isEmptyWhereNothingFailed() {
        assertThat(failures.of(BATCH)).isEmpty();
    }

    private static SequenceNumber number(String number) {
        return new SequenceNumber(number);
    }

    private static Change<Item> change(String number, String id) {
        return Change.of(
                Records.insert()
                        .table("things")
                        .sequenceNumber(number)
                        .key("id", Attributes.s(id))
                        .build(),
                "things");
    }
}
