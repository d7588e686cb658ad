package io.millrace.handler.kit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.handler.kit.Outgoing.Entry;
import io.millrace.time.Backoff;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends what becomes of changes to a server that takes many at once and answers for each: in chunks that the server takes, only
 * those again that failed, and of an item nothing before what came earlier has arrived. A change that can't be sent fails by
 * itself; what is behind it of its item is held back. A call that fails may have arrived, and is made again: what is sent has to
 * be safe to repeat. A server that gives no answer, or refuses on and on, is waited for some twenty seconds in all; after that
 * each of what is left is tried once: the time is that of the whole batch, and what fails comes again.
 *
 * @param <E> what is sent
 */
public final class Batching<E> implements BatchHandler {

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Limits limits;
    private final Sink<E> sink;
    private final Time time;

    /**
     * What a server takes.
     *
     * @param entries in a call
     * @param bytes in a call, and thus of an entry
     * @param tries of an entry, before it is left to the route's own policy
     */
    public record Limits(int entries, int bytes, int tries) {}

    /** Knows the server. */
    public interface Sink<E> {

        /** What is sent for a change. */
        E entry(Change<Item> change) throws Exception;

        /** How much of the limit it takes. */
        int bytes(E entry);

        /**
         * Sends entries.
         *
         * @return what the server refused, by the entry's place
         * @throws Exception if the call failed, so that none of them may have arrived
         */
        Map<Integer, Refusal> send(List<E> entries) throws Exception;

        /** What to tell of a call that failed for what is in it; empty if it failed for a reason that may pass. */
        default Optional<Throwable> refusal(Exception failure) {
            return Optional.empty();
        }
    }

    /**
     * Why an entry was not taken.
     *
     * @param again whether another try may do
     */
    public record Refusal(Throwable cause, boolean again) {}

    public Batching(Limits limits, Sink<E> sink, Time time) {
        this.limits = limits;
        this.sink = sink;
        this.time = time;
    }

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws InterruptedException {
        return new Delivery().send(changes);
    }

    /** One call of the handler. */
    private final class Delivery {

        private final Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
        private final Set<ItemKey> failedItems = new HashSet<>();
        private final Outgoing<E> left = new Outgoing<>();
        private final Patience patience = new Patience();
        private final Silence silence = new Silence(time.clock(), limits.tries(), patience.whole());
        private final Backoff backoff = Backoff.exponential(FIRST_WAIT, LONGEST_WAIT);

        Map<SequenceNumber, Throwable> send(List<Change<Item>> changes) throws InterruptedException {
            changes.forEach(this::add);
            for (List<Entry<E>> chunk = left.chunk(limits); !chunk.isEmpty(); chunk = left.chunk(limits)) {
                int before = left.size();
                boolean settled = settle(chunk, call(chunk));
                if (settled || left.size() < before) {
                    backoff.reset();
                }
                if (silence.isLong()) {
                    giveUpAll(silence.failure());
                } else if (!settled) {
                    time.sleeper().sleep(patience.use(backoff.next()));
                }
            }
            return failures;
        }

        private void add(Change<Item> change) {
            if (failedItems.contains(change.itemKey())) {
                failures.put(change.sequenceNumber(), HeldBackException.INSTANCE);
                return;
            }
            try {
                E content = sink.entry(change);
                Entry<E> entry = new Entry<>(change, content, sink.bytes(content));
                if (entry.bytes > limits.bytes()) {
                    throw new IllegalArgumentException(
                            "%d bytes are too large; %d are taken".formatted(entry.bytes, limits.bytes()));
                }
                left.add(entry);
            } catch (Exception e) {
                fail(change, e);
            }
        }

        private void fail(Change<Item> change, Throwable cause) {
            failures.put(change.sequenceNumber(), cause);
            failedItems.add(change.itemKey());
        }

        private Map<Integer, Refusal> call(List<Entry<E>> chunk) throws InterruptedException {
            silence.begin();
            try {
                Map<Integer, Refusal> refusals =
                        sink.send(chunk.stream().map(entry -> entry.content).toList());
                silence.end();
                return refusals;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                return refusals(chunk, e);
            }
        }

        /** Of a call that failed. One that was refused for what is in it is made again for each entry, to find out which. */
        private Map<Integer, Refusal> refusals(List<Entry<E>> chunk, Exception failure) throws InterruptedException {
            Optional<Throwable> refusal = sink.refusal(failure);
            if (refusal.isPresent()) {
                silence.end();
            } else {
                silence.goesOn(failure);
            }
            Map<Integer, Refusal> all = new LinkedHashMap<>();
            for (int i = 0; i < chunk.size(); i++) {
                if (silence.lasts()) {
                    all.put(i, new Refusal(silence.failure(), true));
                } else if (chunk.size() == 1) {
                    all.put(i, new Refusal(refusal.orElseThrow(), false));
                } else {
                    Refusal own = call(List.of(chunk.get(i))).get(0);
                    if (own != null) {
                        all.put(i, own);
                    }
                }
            }
            return all;
        }

        /** Returns whether nothing has to be tried again. */
        private boolean settle(List<Entry<E>> chunk, Map<Integer, Refusal> refusals) {
            boolean allSettled = true;
            int tries = patience.isLeft() ? limits.tries() : 1;
            for (int i = 0; i < chunk.size(); i++) {
                Entry<E> entry = chunk.get(i);
                Refusal refusal = refusals.get(i);
                entry.tries++;
                if (refusal == null) {
                    left.remove(entry);
                } else if (refusal.again() && entry.tries < tries) {
                    allSettled = false;
                } else {
                    giveUp(entry, refusal.cause());
                }
            }
            return allSettled;
        }

        private void giveUpAll(Throwable cause) {
            while (left.size() > 0) {
                giveUp(left.first(), cause);
            }
        }

        private void giveUp(Entry<E> failed, Throwable cause) {
            fail(failed.change, cause);
            left.removeAll(failed)
                    .forEach(entry -> failures.put(entry.change.sequenceNumber(), HeldBackException.INSTANCE));
        }
    }
}
