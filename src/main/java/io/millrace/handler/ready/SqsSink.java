package io.millrace.handler.ready;

import io.millrace.aws.Answers;
import io.millrace.aws.Characters;
import io.millrace.aws.FifoIds;
import io.millrace.aws.QueueUrl;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ready.Batching.Limits;
import io.millrace.handler.ready.Batching.Refusal;
import io.millrace.handler.ready.Batching.Sink;
import io.millrace.handler.ready.SqsSink.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** A queue. Any thread may call. */
final class SqsSink implements Sink<Message> {

    /** Source: "Amazon SQS message quotas" in the Amazon SQS Developer Guide. */
    static final Limits LIMITS = new Limits(10, 1024 * 1024, 5);

    private final String handler;
    private final QueueUrl queue;
    private final Function<Change<Item>, String> text;
    private final MessageAttributes attributes;
    private final Client<SqsClient> client;

    /** What is sent for a change. */
    record Message(String body, Map<String, String> attributes, FifoIds ids) {}

    SqsSink(String handler, QueueUrl queue, Function<Change<Item>, String> text, MessageAttributes attributes) {
        this.handler = handler;
        this.queue = queue;
        this.text = text;
        this.attributes = attributes;
        this.client = new Client<>(() -> queue.client().build(SqsClient.builder()));
    }

    @Override
    public Message entry(Change<Item> change) {
        String body = text.apply(change);
        if (body.isEmpty()) {
            throw new IllegalArgumentException("the message is empty, which a queue does not take");
        }
        return new Message(
                Characters.checked("the message", "a queue", body),
                attributes.of(change),
                ChangeIds.of(handler, change));
    }

    @Override
    public int bytes(Message message) {
        return message.body().getBytes(StandardCharsets.UTF_8).length + MessageAttributes.bytes(message.attributes());
    }

    @Override
    public Map<Integer, Refusal> send(List<Message> messages) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        messages.forEach(message -> entries.add(entry(String.valueOf(entries.size()), message)));
        Map<Integer, Refusal> refusals = new LinkedHashMap<>();
        SendMessageBatchResponse answer = client.get()
                .sendMessageBatch(batch -> batch.queueUrl(queue.toString()).entries(entries));
        Answers.requireAll(
                "queue '%s'".formatted(queue),
                entries.size(),
                answer.successful().size() + answer.failed().size());
        answer.failed().forEach(error -> refusals.put(Integer.valueOf(error.id()), refusal(error)));
        return refusals;
    }

    private SendMessageBatchRequestEntry entry(String id, Message message) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(message.body())
                .messageAttributes(MessageAttributes.each(message.attributes(), SqsSink::value));
        if (queue.fifo()) {
            entry.messageGroupId(message.ids().group())
                    .messageDeduplicationId(message.ids().deduplication());
        }
        return entry.build();
    }

    private static MessageAttributeValue value(String text) {
        return MessageAttributeValue.builder()
                .dataType(MessageAttributes.TYPE)
                .stringValue(text)
                .build();
    }

    /** What the sender can't help may be taken the next time, and so may what came too fast. */
    private Refusal refusal(BatchResultErrorEntry error) {
        boolean again = !Boolean.TRUE.equals(error.senderFault())
                || error.code().toLowerCase(Locale.ROOT).contains("throttl");
        return new Refusal(
                new IllegalStateException("queue '%s' refused the message: %s, %s"
                        .formatted(queue, error.code(), Answers.text(error.message()))),
                again);
    }

    @Override
    public Optional<Throwable> refusal(Exception failure) {
        return Answers.refusal("queue '%s'".formatted(queue), failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
