package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.SequenceNumber;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record and the steps that it still has to pass. */
final class Work {

    final int index;
    private final DynamodbStreamRecord record;
    private final @Nullable Change<Item> change;
    private final @Nullable Throwable flaw;
    private final List<Step> steps;
    private int done;
    private @Nullable BitSet remembered;
    private @Nullable BitSet passedOver;
    private @Nullable Work first;
    private @Nullable Optional<ItemKey> key;
    private @Nullable RecordId recordId;

    /**
     * @param index of the record in the batch
     * @param steps in the order in which they run
     */
    Work(int index, Change<Item> change, List<Step> steps) {
        this(index, change.original(), change, null, steps);
    }

    private Work(
            int index,
            DynamodbStreamRecord record,
            @Nullable Change<Item> change,
            @Nullable Throwable flaw,
            List<Step> steps) {
        this.index = index;
        this.record = record;
        this.change = change;
        this.flaw = flaw;
        this.steps = steps;
    }

    /**
     * A record that no handler can handle. It fails in its turn, after the records before it.
     *
     * @param change {@code null} for a record that is not a change
     */
    static Work flawed(
            int index, DynamodbStreamRecord record, @Nullable Change<Item> change, Throwable flaw, Step step) {
        return new Work(index, record, change, flaw, List.of(step));
    }

    /** A repeated record of the batch: it is completed when the first is, with the same result. */
    static Work repeat(int index, Work first) {
        Work repeat = new Work(index, first.record, first.change, first.flaw, first.steps);
        repeat.first = first;
        return repeat;
    }

    boolean isRepeat() {
        return first != null;
    }

    /** Whether this is the work of an identical record that has no flaw. */
    boolean isOf(DynamodbStreamRecord other) {
        return flaw == null && record.equals(other);
    }

    /** @throws RuntimeException or an error: the reason why no handler can handle it */
    Change<Item> change() {
        if (flaw instanceof Error error) {
            throw error;
        }
        if (flaw instanceof RuntimeException exception) {
            throw exception;
        }
        return Objects.requireNonNull(change);
    }

    DynamodbStreamRecord record() {
        return record;
    }

    SequenceNumber sequenceNumber() {
        return change == null ? new SequenceNumber(record.getDynamodb().getSequenceNumber()) : change.sequenceNumber();
    }

    /** Whether its keys identify its item, whose order it keeps; if not, it keeps the order of all. */
    boolean hasItem() {
        return key().isPresent();
    }

    /** The item in whose order it is handled. */
    ItemKey item() {
        return key().orElseThrow();
    }

    private Optional<ItemKey> key() {
        Optional<ItemKey> known = key;
        if (known == null) {
            boolean odd = change != null && flaw instanceof MalformedRecordException; // not the keys of its table
            known = odd ? Optional.empty() : ItemKey.find(record);
            key = known;
        }
        return known;
    }

    WorkId id(Step step, String table) {
        return new WorkId(table, step.route(), step.name(), recordId());
    }

    RecordId recordId() {
        RecordId known = recordId;
        if (known == null) {
            known = RecordId.of(record, key());
            recordId = known;
        }
        return known;
    }

    boolean isDone() {
        return stepsDone() == steps.size();
    }

    Step next() {
        return steps.get(done);
    }

    void advance() {
        done++;
    }

    /** Passes the next step, which an earlier delivery has completed. */
    void advanceAsRemembered() {
        BitSet known = remembered == null ? new BitSet() : remembered;
        known.set(done);
        remembered = known;
        done++;
    }

    /** Whether an earlier delivery had completed the step. */
    boolean isRemembered(int step) {
        return isRepeat() || remembered != null && remembered.get(step);
    }

    /** Notes that it may continue without the next step. */
    void passOver() {
        BitSet known = passedOver == null ? new BitSet() : passedOver;
        known.set(done);
        passedOver = known;
    }

    boolean isPassedOver(int step) {
        return first != null ? first.isPassedOver(step) : passedOver != null && passedOver.get(step);
    }

    boolean isAtLast() {
        return done == steps.size() - 1;
    }

    List<Step> steps() {
        return steps;
    }

    int stepsDone() {
        return first == null ? done : first.done;
    }
}
