package io.millrace.dispatch;

import io.millrace.time.Deadline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stores that outlive the process. */
public record Stores(DeadLetterStore deadLetters, IdempotencyStore idempotency) {

    /** Stores no dead letter and remembers nothing. */
    public static final Stores NONE = new Stores(Stores::keepNone, new NothingDone());

    private static List<DeadLetterStore.Unkept> keepNone(List<DeadLetter> letters, Deadline deadline) {
        IllegalStateException cause = new IllegalStateException("There is no dead letter store");
        return letters.stream()
                .map(letter -> new DeadLetterStore.Unkept(letter, cause))
                .toList();
    }

    /** Grants every claim. */
    private static final class NothingDone implements IdempotencyStore {

        private static final Answer ALL_CLAIMED = new Answer(Set.of(), Map.of());

        @Override
        public Answer claim(Collection<WorkId> works, Lease lease) {
            return ALL_CLAIMED;
        }

        @Override
        public void complete(Collection<WorkId> works, Lease lease) {}

        @Override
        public void release(Collection<WorkId> works, Lease lease) {}

        @Override
        public void release(Map<WorkId, Tried> works, Lease lease) {}
    }
}
