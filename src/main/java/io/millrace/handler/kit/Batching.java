package io.millrace.handler.kit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends entries made of changes to a server that takes many in a call and answers for each. A chunk has at most as many as the
 * server takes, and one of each item, which follows when the one before has arrived. Only refused entries are sent again. A
 * change that can't be sent fails by itself, and the later changes of its item are held back. A call that fails may have
 * arrived and is repeated, so sending must be safe to repeat. A server that gives no answer or keeps refusing is waited for as
 * long as {@link Patience} says; after that each remaining entry is tried once.
 *
 * @param <E> the type of entries
 */
public final class Batching<E> implements BatchHandler {

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

    /** A server. */
    public interface Sink<E> {

        /** Returns the entry for a change. */
        E entry(Change<Item> change) throws Exception;

        /** Returns how much of the limit an entry takes. */
        int bytes(E entry);

        /**
         * Sends entries.
         *
         * @return what the server refused, by the entry's place
         * @throws Exception if the call failed, so that none of them may have arrived
         */
        Map<Integer, Refusal> send(List<E> entries) throws Exception;

        /** Returns why a call was refused for its content; empty if it failed for a reason that may pass. */
        default Optional<Throwable> refusal(Exception failure) {
            return Optional.empty();
        }
    }

    /**
     * Why an entry was not taken.
     *
     * @param again whether another try may succeed
     */
    public record Refusal(Throwable cause, boolean again) {}

    public Batching(Limits limits, Sink<E> sink, Time time) {
        this.limits = limits;
        this.sink = sink;
        this.time = time;
    }

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws InterruptedException {
        return new Sending<>(limits, sink, time).send(changes);
    }
}
