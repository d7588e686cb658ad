package io.millrace.redrive;

import io.millrace.deadletter.DeadLetterSource;
import io.millrace.deadletter.DeadLetterSource.Stored;
import io.millrace.function.TableFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private final RedriveListener listener;
    private final Set<Object> stuck = new HashSet<>();
    private RedriveResult result = RedriveResult.NONE;

    private record Entry(Stored stored, Replay replay) {}

    /**
     * @param tables whose handlers are called
     */
    public Redrive(TableFunctions tables, ReplayReader reader, Selection selection, RedriveListener listener) {
        this.reader = reader;
        this.redriver = new Redriver(tables);
        this.selection = selection;
        this.listener = listener;
    }

    /** Handles what the source holds. Call it once. */
    public RedriveResult from(DeadLetterSource source) {
        List<Stored> left = new ArrayList<>();
        for (List<Stored> some = next(source); !some.isEmpty(); some = next(source)) {
            handle(source, some, left);
        }
        source.giveBack(left);
        return result;
    }

    private List<Stored> next(DeadLetterSource source) {
        return more() ? source.next(AT_ONCE) : List.of();
    }

    /** Tells the listener what the source holds, and leaves all as it is. Call it instead of {@link #from}. */
    public RedriveResult lookAt(DeadLetterSource source) {
        List<Stored> left = new ArrayList<>();
        for (List<Stored> some = next(source); !some.isEmpty(); some = next(source)) {
            left.addAll(some);
            wanted(some).stream().takeWhile(entry -> more()).forEach(entry -> {
                listener.found(entry.stored().place(), entry.replay().toString());
                result = result.andDone();
            });
        }
        source.giveBack(left);
        return result;
    }

    private boolean more() {
        return result.entries() < selection.limit();
    }

    private void handle(DeadLetterSource source, List<Stored> some, List<Stored> left) {
        left.addAll(some);
        for (Entry entry : wanted(some)) {
            if (more() && isDone(entry) && isRemoved(source, entry.stored())) {
                left.remove(entry.stored());
            }
        }
    }

    private boolean isRemoved(DeadLetterSource source, Stored stored) {
        try {
            source.remove(stored);
            note(result.andDone());
            return true;
        } catch (RuntimeException e) {
            failed(stored, "handled, but it can't be taken away: " + e.getMessage());
            return false;
        }
    }

    /** What can be read of these and is selected, in the order of the stream. */
    private List<Entry> wanted(List<Stored> some) {
        return some.stream()
                .flatMap(stored -> read(stored).stream())
                .filter(entry -> selection.wants(entry.replay()))
                .sorted(Comparator.comparing(entry -> entry.replay().first()))
                .toList();
    }

    private Optional<Entry> read(Stored stored) {
        try {
            return Optional.of(new Entry(stored, reader.read(stored.json())));
        } catch (RuntimeException e) {
            failed(stored, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean isDone(Entry entry) {
        Object lane = entry.replay().lane();
        if (stuck.contains(lane)) {
            note(result.andHeld());
            return false;
        }
        Optional<String> reason = reason(entry.replay());
        if (reason.isPresent()) {
            stuck.add(lane);
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
