package io.millrace.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends messages to a queue, and reads the result of each: a message that the answer does not mention counts as not sent.
 * Source: "SendMessageBatch" in the Amazon SQS API Reference. Any thread may call.
 */
public record QueueSender(SqsClient sqs, QueueUrl queue) {

    /** The most messages in a call. Source: "Amazon SQS message quotas" in the Amazon SQS Developer Guide. */
    public static final int MOST_MESSAGES = 10;

    /** The most bytes in a call, and thus in a message; from the same page. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final String TEXT = "String";

    /**
     * A message.
     *
     * @param attributes texts by name
     * @param ids for a FIFO queue
     */
    public record Message(String body, Map<String, String> attributes, FifoIds ids) {}

    /**
     * Why a message is not in the queue.
     *
     * @param reason the rest of a sentence that begins with the queue's name
     * @param again whether another try may succeed
     */
    public record Refusal(String reason, boolean again) {}

    /**
     * Sends messages in one call.
     *
     * @param messages as many, and as large, as fit into a call
     * @param patience how long the call may take; empty for the client's own limit
     * @return the messages that the queue does not have, by place
     * @throws software.amazon.awssdk.core.exception.SdkException if the call failed, so that any of the messages may have
     *     arrived
     */
    public Map<Integer, Refusal> send(List<Message> messages, Optional<Duration> patience) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        messages.forEach(message -> entries.add(entry(entries.size(), message)));
        SendMessageBatchResponse answer = sqs.sendMessageBatch(batch -> batch.queueUrl(queue.toString())
                .entries(entries)
                .overrideConfiguration(call -> patience.ifPresent(call::apiCallTimeout)));
        Map<Integer, Refusal> refusals = new LinkedHashMap<>();
        Answers.unnamed(entries.size(), named(answer))
                .forEach((place, reason) -> refusals.put(place, new Refusal(reason, true)));
        answer.failed().forEach(error -> Answers.place(entries.size(), error.id())
                .ifPresent(place -> refusals.put(place, refusal(error))));
        return refusals;
    }

    private static Stream<String> named(SendMessageBatchResponse answer) {
        return Stream.concat(
                answer.successful().stream().map(SendMessageBatchResultEntry::id),
                answer.failed().stream().map(BatchResultErrorEntry::id));
    }

    private SendMessageBatchRequestEntry entry(int place, Message message) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(String.valueOf(place)).messageBody(message.body());
        if (!message.attributes().isEmpty()) {
            Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
            message.attributes().forEach((name, text) -> attributes.put(name, value(text)));
            entry.messageAttributes(attributes);
        }
        if (queue.fifo()) {
            entry.messageGroupId(message.ids().group())
                    .messageDeduplicationId(message.ids().deduplication());
        }
        return entry.build();
    }

    private static MessageAttributeValue value(String text) {
        return MessageAttributeValue.builder().dataType(TEXT).stringValue(text).build();
    }

    private static Refusal refusal(BatchResultErrorEntry error) {
        return new Refusal(
                "refused the message: %s, %s".formatted(error.code(), Answers.text(error.message())),
                Answers.passes(error.senderFault(), error.code()));
    }
}
