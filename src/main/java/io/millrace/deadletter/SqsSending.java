package io.millrace.deadletter;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.aws.FifoIds;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.Sleeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Sends dead letters to a queue, ten at a time, and reads the answer for each. Source: "SendMessageBatch" in the Amazon
 * SQS API Reference.
 */
final class SqsSending {

    private static final int MOST_MESSAGES = 10;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int TRIES = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private final SqsClient sqs;
    private final String queue;
    private final Sleeper sleeper;
    private final Map<DeadLetter, Exception> refused = new IdentityHashMap<>();

    private record Message(DeadLetter letter, String json) {

        int bytes() {
            return json.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    SqsSending(SqsClient sqs, String queue, Sleeper sleeper) {
        this.sqs = sqs;
        this.queue = queue;
        this.sleeper = sleeper;
    }

    /** Sends each. Returns those that the queue does not have, and why. */
    Map<DeadLetter, Exception> send(List<DeadLetter> letters) {
        List<Message> batch = new ArrayList<>();
        int bytes = 0;
        for (Message message : fitting(letters)) {
            if (batch.size() == MOST_MESSAGES || bytes + message.bytes() > MOST_BYTES) {
                sendBatch(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(message);
            bytes += message.bytes();
        }
        sendBatch(batch);
        return refused;
    }

    private List<Message> fitting(List<DeadLetter> letters) {
        List<Message> messages = new ArrayList<>();
        for (DeadLetter letter : letters) {
            String json = new String(EntryJson.write(DeadLetterEntry.of(letter)), StandardCharsets.UTF_8);
            Message message = new Message(letter, json);
            if (message.bytes() > MOST_BYTES) {
                refused.put(letter, new TooLargeException("%d bytes".formatted(message.bytes()), queue));
            } else {
                messages.add(message);
            }
        }
        return messages;
    }

    private void sendBatch(List<Message> batch) {
        Map<String, Message> left = new LinkedHashMap<>();
        batch.forEach(message -> left.put(String.valueOf(left.size()), message));
        Duration wait = FIRST_WAIT;
        for (int tries = 1; !left.isEmpty(); tries++) {
            trySending(left, tries == TRIES);
            if (!left.isEmpty()) {
                sleep(wait);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** Leaves what is worth another try. */
    private void trySending(Map<String, Message> left, boolean last) {
        try {
            Map<String, BatchResultErrorEntry> failed = failed(send(left));
            left.keySet().retainAll(failed.keySet());
            failed.forEach((id, error) -> {
                if (last || error.senderFault()) {
                    refuse(left, id, exception(error));
                }
            });
        } catch (SqsException e) {
            refuse(left, e);
        } catch (RuntimeException e) {
            List.copyOf(left.keySet()).forEach(id -> refuse(left, id, e));
        }
    }

    /** The client has tried the call itself several times. A call that is too long is tried message by message. */
    private void refuse(Map<String, Message> left, SqsException cause) {
        boolean tooLong = cause instanceof BatchRequestTooLongException || isTooLong(cause.getMessage());
        if (tooLong && left.size() > 1) {
            Collection<Message> alone = List.copyOf(left.values());
            left.clear();
            alone.forEach(message -> sendBatch(List.of(message)));
            return;
        }
        Exception reason = tooLong ? tooLarge() : cause;
        List.copyOf(left.keySet()).forEach(id -> refuse(left, id, reason));
    }

    private void refuse(Map<String, Message> left, String id, Exception reason) {
        Message message = left.remove(id);
        if (message != null) {
            refused.put(message.letter(), reason);
        }
    }

    private SendMessageBatchResponse send(Map<String, Message> messages) {
        List<SendMessageBatchRequestEntry> entries = messages.entrySet().stream()
                .map(message -> entry(message.getKey(), message.getValue()))
                .toList();
        return sqs.sendMessageBatch(batch -> batch.queueUrl(queue).entries(entries));
    }

    private SendMessageBatchRequestEntry entry(String id, Message message) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(id).messageBody(message.json());
        if (queue.endsWith(".fifo")) {
            FifoIds ids = fifoIds(message.letter());
            entry.messageGroupId(ids.group()).messageDeduplicationId(ids.deduplication());
        }
        return entry.build();
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

    private static Map<String, BatchResultErrorEntry> failed(SendMessageBatchResponse response) {
        return response.failed().stream().collect(Collectors.toMap(BatchResultErrorEntry::id, error -> error));
    }

    private Exception exception(BatchResultErrorEntry error) {
        return isTooLong(error.message())
                ? tooLarge()
                : new IllegalStateException(
                        "Queue '%s' refused the dead letter: %s, %s".formatted(queue, error.code(), error.message()));
    }

    private static boolean isTooLong(@Nullable String message) {
        return message != null && message.matches("(?is).*(too long|too large|longer than|must be shorter than).*");
    }

    private TooLargeException tooLarge() {
        return new TooLargeException("more bytes than the queue is set to take", queue);
    }

    private void sleep(Duration wait) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a dead letter was to be sent", e);
        }
    }
}
