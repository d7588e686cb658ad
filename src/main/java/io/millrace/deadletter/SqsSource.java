package io.millrace.deadletter;

import io.millrace.event.EventJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The messages of an SQS queue. They stay hidden from others for an hour after they were handed out. */
final class SqsSource implements DeadLetterSource {

    private static final Logger log = LoggerFactory.getLogger(SqsSource.class);

    private static final int MOST_AT_ONCE = 10;
    private static final int HIDDEN_SECONDS = 3_600;
    private static final int WAIT_SECONDS = 1;
    private static final int EMPTY_IN_A_ROW = 2;

    private final Supplier<SqsClient> sqs;
    private final String queue;
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

    /** What SNS wraps is taken out of its wrapping. */
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
    public void remove(Stored entry) {
        sqs.get().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(((Letter) entry).receipt()));
    }

    @Override
    public void giveBack(Collection<Stored> entries) {
        entries.forEach(this::giveBack);
    }

    /** One that can't be given back comes back by itself. */
    private void giveBack(Stored entry) {
        try {
            sqs.get().changeMessageVisibility(change -> change.queueUrl(queue)
                    .receiptHandle(((Letter) entry).receipt())
                    .visibilityTimeout(0));
        } catch (RuntimeException e) {
            log.warn("{} comes back in an hour: {}", entry.place(), e.getMessage());
        }
    }

    @Override
    public void close() {
        sqs.get().close();
    }
}
