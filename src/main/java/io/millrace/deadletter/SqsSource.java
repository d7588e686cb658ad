package io.millrace.deadletter;

import io.millrace.change.Printable;
import io.millrace.event.EventJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The messages of an SQS queue. They stay hidden from other consumers for an hour after they were received. */
final class SqsSource implements DeadLetterSource {

    private static final Logger log = LoggerFactory.getLogger(SqsSource.class);

    private static final int MOST_AT_ONCE = 10;
    private static final int HIDDEN_SECONDS = 3_600;
    private static final int WAIT_SECONDS = 1;
    private static final int EMPTY_IN_A_ROW = 2;
    private static final QueueAttributeName IN_FLIGHT = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    private static final QueueAttributeName DELAYED = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

    private final Supplier<SqsClient> sqs;
    private final String queue;
    /** Receipt handles of messages that are not removed, by message ID. */
    private final Map<String, String> handedOut = new ConcurrentHashMap<>();

    private final Set<String> seen = new HashSet<>();

    SqsSource(Supplier<SqsClient> sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    private record Letter(String id, String receipt, String json) implements Stored {

        @Override
        public String place() {
            return "message " + id;
        }
    }

    @Override
    public List<Stored> next(int most) {
        List<Stored> next = new ArrayList<>();
        for (int empty = 0; empty < EMPTY_IN_A_ROW && next.size() < most; ) {
            List<Message> messages = receive(Math.min(MOST_AT_ONCE, most - next.size()));
            boolean news = false;
            for (Message message : messages) {
                handedOut.put(message.messageId(), message.receiptHandle());
                if (seen.add(message.messageId())) {
                    next.add(new Letter(message.messageId(), message.receiptHandle(), text(message.body())));
                    news = true;
                }
            }
            empty = news ? 0 : empty + 1;
        }
        return next;
    }

    private List<Message> receive(int most) {
        return sqs.get()
                .receiveMessage(receive -> receive.queueUrl(queue)
                        .maxNumberOfMessages(most)
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .waitTimeSeconds(WAIT_SECONDS))
                .messages();
    }

    /** Unwraps a message that SNS has wrapped. */
    private static String text(String body) {
        try {
            JsonNode json = EventJson.mapper().readTree(body);
            boolean wrapped = json.path("Type").asString("").equals("Notification")
                    && json.path("Message").isString();
            return wrapped ? json.path("Message").stringValue() : body;
        } catch (JacksonException e) {
            return body;
        }
    }

    @Override
    public int inFlight() {
        try {
            Map<QueueAttributeName, String> counts = sqs.get()
                    .getQueueAttributes(get -> get.queueUrl(queue).attributeNames(IN_FLIGHT, DELAYED))
                    .attributes();
            return count(counts, IN_FLIGHT) + count(counts, DELAYED);
        } catch (RuntimeException e) {
            log.warn(
                    "It is not known whether other consumers are processing messages of queue '{}': {}",
                    queue,
                    Printable.of(e.getMessage()));
            return 0;
        }
    }

    private static int count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Integer.parseInt(counts.getOrDefault(name, "0"));
    }

    @Override
    public void remove(Stored entry) {
        Letter letter = (Letter) entry;
        sqs.get().deleteMessage(delete -> delete.queueUrl(queue)
                .receiptHandle(handedOut.getOrDefault(letter.id(), letter.receipt())));
        handedOut.remove(letter.id());
    }

    /** Makes the remaining messages visible again. An interrupted thread cannot make a call, so the interruption is restored afterwards. */
    void giveBack() {
        boolean interrupted = Thread.interrupted();
        List<String> left = List.copyOf(handedOut.values());
        for (int first = 0; first < left.size(); first += MOST_AT_ONCE) {
            giveBack(left.subList(first, Math.min(left.size(), first + MOST_AT_ONCE)));
        }
        handedOut.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Messages that cannot be returned become visible again by themselves. */
    private void giveBack(List<String> receipts) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        receipts.forEach(receipt -> entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(String.valueOf(entries.size()))
                .receiptHandle(receipt)
                .visibilityTimeout(0)
                .build()));
        int given = 0;
        String reason = "";
        try {
            ChangeMessageVisibilityBatchResponse answer = sqs.get()
                    .changeMessageVisibilityBatch(
                            change -> change.queueUrl(queue).entries(entries));
            given = answer.successful().size();
            reason = Printable.of(answer.failed().toString());
        } catch (RuntimeException e) {
            reason = Printable.of(e.getMessage());
        }
        if (given < entries.size()) {
            log.warn("{} message(s) of queue '{}' come back in an hour: {}", entries.size() - given, queue, reason);
        }
    }

    @Override
    public void close() {
        giveBack();
    }
}
