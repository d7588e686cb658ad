package io.millrace.deadletter;

import io.millrace.aws.QueueSender;
import io.millrace.aws.QueueUrl;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Dead letters in an SQS queue. Those that are too large for a message go to another store, if there is one. */
final class SqsDeadLetters implements DeadLetterStore {

    private final Supplier<SqsClient> sqs;
    private final QueueUrl queue;
    private final Optional<DeadLetterStore> overflow;
    private final Sleeper sleeper;

    /**
     * @param overflow stores dead letters that are too large for the queue
     */
    SqsDeadLetters(Supplier<SqsClient> sqs, QueueUrl queue, Optional<DeadLetterStore> overflow, Sleeper sleeper) {
        this.sqs = sqs;
        this.queue = queue;
        this.overflow = overflow;
        this.sleeper = sleeper;
    }

    @Override
    public List<Unkept> keep(List<DeadLetter> letters, Deadline deadline) {
        SqsSending sending = new SqsSending(new QueueSender(sqs.get(), queue), sleeper, deadline);
        Map<DeadLetter, Exception> refused = new IdentityHashMap<>();
        List<DeadLetter> tooLarge = new ArrayList<>();
        sending.send(letters).forEach((letter, refusal) -> {
            if (refusal instanceof TooLargeException) {
                tooLarge.add(letter);
            }
            refused.put(letter, refusal);
        });
        return afterOverflow(refused, tooLarge, deadline);
    }

    private List<Unkept> afterOverflow(
            Map<DeadLetter, Exception> refused, List<DeadLetter> tooLarge, Deadline deadline) {
        if (overflow.isPresent() && !tooLarge.isEmpty()) {
            tooLarge.forEach(refused::remove);
            overflow.get().keep(tooLarge, deadline).forEach(unkept -> refused.put(unkept.letter(), unkept.cause()));
        }
        return refused.entrySet().stream()
                .map(entry -> new Unkept(entry.getKey(), entry.getValue()))
                .toList();
    }
}
