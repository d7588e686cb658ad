package io.millrace.redrive;

import io.millrace.deadletter.DeadLetterSource;
import io.millrace.deadletter.DeadLetterSource.Stored;
import io.millrace.function.TableFunctions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

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
    private final RedriveListener listener;
    private final Set<OrderKey> stuck = new HashSet<>();
    private RedriveResult result = RedriveResult.NONE;

    private record Entry(Stored stored, Replay replay) {}

    /**
     * @param tables whose handlers are called
     * @param stopped whether to begin nothing more
     */
    public Redrive(
            TableFunctions tables,
            ReplayReader reader,
            Selection selection,
            BooleanSupplier stopped,
            RedriveListener listener) {
        this.reader = reader;
        this.redriver = new Redriver(tables);
        this.selection = selection;
        this.stopped = stopped;
        this.listener = listener;
    }

    /** Handles what the source holds, which is closed by the caller. Call it once. */
    public RedriveResult from(DeadLetterSource source) {
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
    public RedriveResult lookAt(DeadLetterSource source) {
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
            failed(stored, "handled, but it can't be taken away: " + e.getMessage());
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

    private void note(RedriveResult now) {
        result = now;
        listener.progress(now);
    }
}
