package io.millrace.handler.ready.aggregate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.kit.ItemFailures;
import io.millrace.handler.kit.Outage;
import io.millrace.handler.kit.Patience;
import io.millrace.handler.ready.aggregate.Outcome.Kind;
import io.millrace.time.Backoff;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts changes in transactions, each as large as DynamoDB allows. A change that can't be counted is found by halving the
 * transaction, and fails alone; later changes of its item are held back. A repeated change is not counted again. A database
 * that does not answer, or keeps throttling, is waited for as long as {@link Patience} says.
 */
final class AggregateHandler implements BatchHandler {

    /** While others are writing, which ends. */
    static final int MOST_TRIES = 12;

    /** While there may be no answer for long. */
    static final int MOST_UNANSWERED = 5;

    private final View view;
    private final ViewTable table;
    private final Time time;

    AggregateHandler(View view, ViewTable table, Time time) {
        this.view = view;
        this.table = table;
        this.time = time;
    }

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws InterruptedException {
        return new Delivery().count(changes);
    }

    /** One call of the handler. */
    private final class Delivery {

        private final ItemFailures failures = new ItemFailures();

        /** Of changes that can't be read: the changes before them are counted all the same. */
        private final ItemFailures unread = new ItemFailures();

        private final Deque<CountedChange> left = new ArrayDeque<>();
        private final Patience patience = new Patience();
        private final Outage outage = new Outage(time.clock(), MOST_UNANSWERED);
        private @Nullable Throwable unusable;

        Map<SequenceNumber, Throwable> count(List<Change<Item>> changes) throws InterruptedException {
            changes.forEach(this::read);
            for (Bundle bundle = next(); !bundle.entries().isEmpty(); bundle = next()) {
                settle(bundle.entries());
            }
            failures.addAll(unread);
            return failures.of(changes);
        }

        private void read(Change<Item> change) {
            if (unread.holdBack(change)) {
                return;
            }
            try {
                List<Contribution> contributions = view.contributions(change);
                if (!contributions.isEmpty()) {
                    left.add(new CountedChange(change, table.markers().id(change), contributions));
                }
            } catch (RuntimeException e) {
                unread.fail(change, e);
            }
        }

        /** Returns the next changes that fit into a transaction. */
        private Bundle next() {
            Bundle bundle = new Bundle();
            while (!left.isEmpty() && (heldBack(left.element()) || bundle.add(left.element()))) {
                left.remove();
            }
            return bundle;
        }

        /** Records the failure of a change that is no longer tried. */
        private boolean heldBack(CountedChange entry) {
            if (unusable != null) {
                failures.fail(entry.change(), unusable);
            }
            return failures.holdBack(entry.change());
        }

        private void settle(List<CountedChange> entries) throws InterruptedException {
            Backoff tries = Backoff.jittered(Duration.ofMillis(25), Duration.ofSeconds(1));
            for (List<CountedChange> open = tried(entries); !open.isEmpty(); ) {
                open = tried(rest(open, transact(open), tries));
            }
        }

        private Outcome transact(List<CountedChange> open) {
            outage.begin();
            Outcome outcome = table.count(Bundle.of(open));
            if (outcome.kind() == Kind.UNREACHABLE) {
                outage.unanswered(outcome.reason());
            } else {
                outage.answered();
            }
            return outcome;
        }

        private List<CountedChange> tried(List<CountedChange> entries) {
            List<CountedChange> tried = new ArrayList<>();
            for (CountedChange entry : entries) {
                if (!heldBack(entry)) {
                    tried.add(entry);
                }
            }
            return tried;
        }

        /** Returns what has to be tried again. */
        private List<CountedChange> rest(List<CountedChange> open, Outcome outcome, Backoff tries)
                throws InterruptedException {
            return switch (outcome.kind()) {
                case DONE -> List.of();
                case COUNTED ->
                    open.stream()
                            .filter(entry -> !outcome.counted().contains(entry.marker()))
                            .toList();
                case LEARNED -> tries.anotherOf(MOST_TRIES) ? open : failed(open, outcome.reason());
                case BUSY -> busy(tries) ? open : failed(open, outcome.reason());
                case UNREACHABLE -> unreachable(tries) ? open : stopped(open, outcome.reason());
                case REFUSED -> split(open, outcome.reason());
                case UNUSABLE -> stopped(open, outcome.reason());
            };
        }

        private boolean busy(Backoff tries) throws InterruptedException {
            return patience.isLeft() && tries.waitForAnotherOf(MOST_TRIES, this::sleep);
        }

        private void sleep(Duration wait) throws InterruptedException {
            time.sleeper().sleep(patience.use(wait));
        }

        private boolean unreachable(Backoff tries) throws InterruptedException {
            return !outage.isLong() && tries.waitForAnotherOf(MOST_UNANSWERED, this::sleep);
        }

        private List<CountedChange> failed(List<CountedChange> open, Throwable cause) {
            open.forEach(entry -> failures.fail(entry.change(), cause));
            return List.of();
        }

        /** Fails the rest of the delivery, which would not succeed either. */
        private List<CountedChange> stopped(List<CountedChange> open, Throwable cause) {
            unusable = cause;
            return failed(open, cause);
        }

        private List<CountedChange> split(List<CountedChange> open, Throwable cause) throws InterruptedException {
            if (open.size() == 1) {
                return failed(open, cause);
            }
            settle(open.subList(0, open.size() / 2));
            settle(open.subList(open.size() / 2, open.size()));
            return List.of();
        }
    }
}
