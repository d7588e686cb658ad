package io.millrace.idempotency;

import io.millrace.dispatch.IdempotencyStore.Answer;
import io.millrace.dispatch.RecordId;
import io.millrace.dispatch.WorkId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Works in few letters. */
final class Works {

    private Works() {}

    static WorkId work(int number) {
        return new WorkId(
                "Orders", "confirm", "orderConfirmation", new RecordId("event-" + number, "10" + number, "item"));
    }

    /** The works of these numbers, the last one left out. */
    static List<WorkId> works(int first, int end) {
        return IntStream.range(first, end).mapToObj(Works::work).toList();
    }

    static Set<WorkId> claimed(List<WorkId> works, Answer answer) {
        Set<WorkId> claimed = new LinkedHashSet<>(works);
        claimed.removeAll(answer.done());
        claimed.removeAll(answer.held().keySet());
        return claimed;
    }
}
