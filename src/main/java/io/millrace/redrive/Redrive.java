package io.millrace.redrive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.deadletter.DeadLetterSource;
import io.millrace.deadletter.DeadLetterSource.Stored;
import io.millrace.function.TableFunctions;
import io.millrace.mapping.StreamRange;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Handles dead letters once more: each by the handler that it failed in, as the routes are now, the records of one item
 * in their order. An entry leaves its source once it is done, and not before; so one that was done when the process
 * ended in that moment is done again by the next redrive.
 */
public final class Redrive {

    private static final int AT_ONCE = 1_000;

    private final ReplayReader reader;
    private final Redriver redriver;
    private final Selection selection;
    private final BooleanSupplier stopped;
    private final Listener listener;
    private final Set<OrderKey> stuck = new HashSet<>();
    private Result result = Result.NONE;

    /** Reads records that are still in their stream. */
    @FunctionalInterface
    public interface StreamRanges {

        /**
         * The records of a range.
         *
         * @throws RuntimeException if not all of them exist any more; the text says so
         */
        List<DynamodbStreamRecord> read(StreamRange range);
    }

    private record Entry(Stored stored, Replay replay) {}

    /**
     * @param tables whose handlers are called
     * @param streams asked for configured tables alone
     * @param stopped whether to begin nothing more
     */
    public Redrive(
            TableFunctions tables,
            StreamRanges streams,
            Selection selection,
            BooleanSupplier stopped,
            Listener listener) {
        this.reader = new ReplayReader(streams, tables);
        this.redriver = new Redriver(tables);
        this.selection = selection;
        this.stopped = stopped;
        this.listener = listener;
    }

    /** Handles what the source holds, which is closed by the caller. Call it once. */
    public Result from(DeadLetterSource source) {
        source.keepOthersOut();
        result = result.withInFlight(source.inFlight());
        for (List<Stored> some = next(source); !some.isEmpty(); some = next(source)) {
            handle(source, some);
        }
        return result;
    }

    private List<Stored> next(DeadLetterSource source) {
        return more() ? source.next(AT_ONCE) : List.of();
    }

    /** Tells the listener what the source holds, and leaves all as it is. Call it instead of {@link #from}. */
    public Result lookAt(DeadLetterSource source) {
        result = result.withInFlight(source.inFlight());
        for (List<Stored> some = next(source); !some.isEmpty(); some = next(source)) {
            wanted(some).stream().takeWhile(entry -> more()).forEach(entry -> {
                listener.found(entry.stored().place(), entry.replay().toString());
                result = result.andDone();
            });
        }
        return result;
    }

    private boolean more() {
        return !stopped.getAsBoolean() && result.entries() < selection.limit();
    }

    private void handle(DeadLetterSource source, List<Stored> some) {
        for (Entry entry : wanted(some)) {
            if (more() && isDone(entry)) {
                remove(source, entry.stored());
            }
        }
    }

    private void remove(DeadLetterSource source, Stored stored) {
        try {
            source.remove(stored);
            note(result.andDone());
        } catch (RuntimeException e) {
            failed(stored, "handled, but it can't be removed: " + e.getMessage());
        }
    }

    /** What can be read of these and is selected, in the order of the stream. */
    private List<Entry> wanted(List<Stored> some) {
        return some.stream()
                .flatMap(stored -> read(stored).stream())
                .sorted(Comparator.comparing(entry -> entry.replay().first()))
                .toList();
    }

    private Optional<Entry> read(Stored stored) {
        try {
            return reader.read(stored.json(), selection).map(replay -> new Entry(stored, replay));
        } catch (RuntimeException e) {
            failed(stored, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean isDone(Entry entry) {
        Optional<OrderKey> order = entry.replay().order();
        if (order.filter(stuck::contains).isPresent()) {
            note(result.andHeld());
            return false;
        }
        Optional<String> reason = reason(entry.replay());
        if (reason.isPresent()) {
            order.ifPresent(stuck::add);
            failed(entry.stored(), reason.get());
        }
        return reason.isEmpty();
    }

    private Optional<String> reason(Replay replay) {
        try {
            return redriver.handle(replay);
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void failed(Stored stored, String reason) {
        listener.left(stored.place(), reason);
        note(result.andFailed());
    }

    private void note(Result now) {
        result = now;
        listener.progress(now);
    }

    /** Is told how a redrive proceeds. */
    public interface Listener {

        /**
         * An entry exists; told only when the redrive handles nothing.
         *
         * @param place where it is
         * @param what failed where
         */
        void found(String place, String what);

        /**
         * An entry stays where it is.
         *
         * @param place where it is
         * @param reason in words, without the contents of any item
         */
        void left(String place, String reason);

        /** One more entry has been processed. */
        void progress(Result soFar);
    }

    /**
     * What came of a redrive.
     *
     * @param done entries that were handled and have left their source
     * @param failed entries that failed again, and those that can't be read or no longer have a route
     * @param held entries that were not tried because one before them in their order failed
     * @param inFlight about how many entries were hidden by another redrive when it began
     */
    public record Result(int done, int failed, int held, int inFlight) {

        static final Result NONE = new Result(0, 0, 0, 0);

        Result andDone() {
            return new Result(done + 1, failed, held, inFlight);
        }

        Result andFailed() {
            return new Result(done, failed + 1, held, inFlight);
        }

        Result andHeld() {
            return new Result(done, failed, held + 1, inFlight);
        }

        Result withInFlight(int others) {
            return new Result(done, failed, held, others);
        }

        /** Whether nothing is left in the source, as far as could be seen. */
        public boolean complete() {
            return failed == 0 && held == 0 && inFlight == 0;
        }

        /** All entries that were seen. */
        public int entries() {
            return done + failed + held;
        }
    }

    /**
     * Which entries are wanted.
     *
     * @param table the table's name in DynamoDB; {@code null} for all
     * @param route the route's name; {@code null} for all
     * @param limit how many entries at most
     */
    public record Selection(
            @Nullable String table, @Nullable String route, int limit) {

        boolean wants(String fromTable, String fromRoute) {
            return (table == null || table.equals(fromTable)) && (route == null || route.equals(fromRoute));
        }
    }
}
