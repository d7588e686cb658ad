package io.millrace.deadletter;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.aws.FifoIds;
import io.millrace.aws.QueueSender;
import io.millrace.aws.QueueSender.Message;
import io.millrace.aws.QueueSender.Refusal;
import io.millrace.dispatch.DeadLetter;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sends dead letters to a queue, as many in a call as it accepts, and sends refused ones again. */
final class SqsSending {

    private static final int TRIES = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private final QueueSender queue;
    private final Sleeper sleeper;
    private final Deadline deadline;
    private final Map<DeadLetter, Exception> refused = new IdentityHashMap<>();

    private record Sent(DeadLetter letter, String json, int bytes) {

        Message message() {
            return new Message(json, Map.of(), fifoIds(letter));
        }
    }

    SqsSending(QueueSender queue, Sleeper sleeper, Deadline deadline) {
        this.queue = queue;
        this.sleeper = sleeper;
        this.deadline = deadline;
    }

    /** Sends all. Returns those that the queue did not accept, and why. */
    Map<DeadLetter, Exception> send(List<DeadLetter> letters) {
        List<Sent> batch = new ArrayList<>();
        int bytes = 0;
        for (Sent one : fitting(letters)) {
            if (batch.size() == QueueSender.MOST_MESSAGES || bytes + one.bytes() > QueueSender.MOST_BYTES) {
                sendBatch(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(one);
            bytes += one.bytes();
        }
        sendBatch(batch);
        return refused;
    }

    private List<Sent> fitting(List<DeadLetter> letters) {
        List<Sent> fitting = new ArrayList<>();
        for (DeadLetter letter : letters) {
            byte[] json = EntryJson.write(DeadLetterEntry.of(letter));
            if (json.length > QueueSender.MOST_BYTES) {
                refused.put(letter, tooLarge("%d bytes".formatted(json.length)));
            } else {
                fitting.add(new Sent(letter, new String(json, StandardCharsets.UTF_8), json.length));
            }
        }
        return fitting;
    }

    private void sendBatch(List<Sent> batch) {
        List<Sent> left = batch;
        Duration wait = Duration.ZERO;
        for (int tries = 1; !left.isEmpty(); tries++) {
            left = left(left, wait, tries == TRIES);
            wait = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
        }
    }

    /** Sends messages after a wait. Returns those that are worth another attempt. */
    private List<Sent> left(List<Sent> batch, Duration wait, boolean last) {
        List<Sent> again = new ArrayList<>();
        try {
            sleep(wait);
            call(batch).forEach((place, refusal) -> {
                if (refusal.again() && !last) {
                    again.add(batch.get(place));
                } else {
                    refused.put(batch.get(place).letter(), exception(refusal));
                }
            });
        } catch (SqsException e) {
            refuse(batch, e);
        } catch (RuntimeException e) {
            batch.forEach(one -> refused.put(one.letter(), e));
        }
        return again;
    }

    private Map<Integer, Refusal> call(List<Sent> batch) {
        Duration patience = deadline.patience(LetterCalls.LONGEST);
        return queue.send(batch.stream().map(Sent::message).toList(), Optional.of(patience));
    }

    /** The client has already retried the call. The messages of a call that is too long are sent one by one. */
    private void refuse(List<Sent> batch, SqsException cause) {
        boolean tooLong = cause instanceof BatchRequestTooLongException || isTooLong(cause.getMessage());
        if (tooLong && batch.size() > 1) {
            batch.forEach(one -> sendBatch(List.of(one)));
        } else {
            Exception reason = tooLong ? tooLarge() : cause;
            batch.forEach(one -> refused.put(one.letter(), reason));
        }
    }

    private static FifoIds fifoIds(DeadLetter letter) {
        Map<String, AttributeValue> keys = letter.record().getDynamodb().getKeys();
        return FifoIds.of(
                letter.table() + new TreeMap<>(Objects.requireNonNullElse(keys, Map.of())),
                "%s/%s/%s/%s/%s"
                        .formatted(
                                letter.table(),
                                letter.failure().route(),
                                letter.failure().handler(),
                                letter.record().getEventID(),
                                letter.failure().sequenceNumber()));
    }

    private Exception exception(Refusal refusal) {
        return isTooLong(refusal.reason())
                ? tooLarge()
                : new IllegalStateException("Queue '%s' %s".formatted(queue.queue(), refusal.reason()));
    }

    private static boolean isTooLong(@Nullable String message) {
        return message != null && message.matches("(?is).*(too long|too large|longer than|must be shorter than).*");
    }

    private TooLargeException tooLarge() {
        return tooLarge("more bytes than the queue is set to take");
    }

    private TooLargeException tooLarge(String size) {
        return new TooLargeException(size, queue.queue().toString());
    }

    private void sleep(Duration wait) {
        if (wait.isZero()) {
            return;
        }
        try {
            sleeper.sleep(deadline.patience(wait));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a dead letter was to be sent", e);
        }
    }
}
