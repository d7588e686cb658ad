package io.millrace.dispatch;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Knows, across processes, which works are done, which are in progress, and how often the others were tried. Any thread may call.
 * Whatever it throws means that it could not be reached or understood. No call lasts longer than its lease, but for one that
 * comes after it.
 */
public interface IdempotencyStore {

    /**
     * Claims works. One that this lease's owner holds already stays claimed, so a call that threw can be repeated.
     *
     * @return which of them are not claimed, and why. An exception means that some may be claimed.
     */
    Answer claim(Collection<WorkId> works, Lease lease);

    /** Records works as completed. It is durable when this returns. */
    void complete(Collection<WorkId> works, Lease lease);

    /**
     * Releases works that this lease holds and that are not completed, and forgets them. Works of other leases do not change.
     */
    void release(Collection<WorkId> works, Lease lease);

    /** The same for works that are to be tried again: the next claim returns how often they were tried. */
    void release(Map<WorkId, Tried> works, Lease lease);

    /**
     * The result of a claim. Works that are neither done nor held are claimed.
     *
     * @param done works that are already completed
     * @param held works that another delivery handles, with its lease
     * @param tried works that are claimed and have been tried before
     */
    record Answer(Set<WorkId> done, Map<WorkId, Lease> held, Map<WorkId, Tried> tried) {

        public Answer(Set<WorkId> done, Map<WorkId, Lease> held) {
            this(done, held, Map.of());
        }
    }
}
