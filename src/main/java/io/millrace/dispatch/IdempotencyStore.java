package io.millrace.dispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Knows, across processes, which works are done and which are in hand. Any thread may call. Whatever it throws means that
 * it could not be reached or understood.
 */
public interface IdempotencyStore {

    /**
     * Claims works. One that this lease's owner holds already stays claimed, so a call that threw can be repeated.
     *
     * @return which of them are not claimed, and why. Throwing means that some may be claimed.
     */
    Answer claim(Collection<WorkId> works, Lease lease);

    /** Notes works as done for good. Returning means that it is durable. */
    void complete(Collection<WorkId> works, Lease lease);

    /** Gives up works that this lease holds and that are not done; those of others stay as they are. */
    void release(Collection<WorkId> works, Lease lease);

    /**
     * What became of a claim. Works that it does not name are claimed.
     *
     * @param done works that are done already
     * @param held works that another delivery has in hand, and until when at the latest
     */
    record Answer(Set<WorkId> done, Map<WorkId, Instant> held) {}
}
