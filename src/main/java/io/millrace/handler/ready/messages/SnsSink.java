package io.millrace.handler.ready.messages;

import io.millrace.aws.Answers;
import io.millrace.aws.Arn;
import io.millrace.aws.FifoIds;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.handler.kit.ChangeIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/** A topic. Any thread may call. */
record SnsSink(String handler, Arn topic, SnsMessage message, Supplier<SnsClient> client)
        implements Sink<PublishBatchRequestEntry> {

    /** Source: "PublishBatch" in the Amazon SNS API Reference. */
    static final Limits LIMITS = new Limits(10, 256 * 1024, 5);

    @Override
    public PublishBatchRequestEntry entry(Change<Item> change) {
        PublishBatchRequestEntry.Builder entry = message.of(change);
        if (topic.resource().endsWith(".fifo")) {
            FifoIds ids = ChangeIds.of(handler, change);
            entry.messageGroupId(ids.group()).messageDeduplicationId(ids.deduplication());
        }
        return entry.build();
    }

    @Override
    public int bytes(PublishBatchRequestEntry entry) {
        return Bytes.of(entry.message())
                + Bytes.of(entry.subject())
                + entry.messageAttributes().entrySet().stream()
                        .mapToInt(attribute -> bytes(attribute.getKey(), attribute.getValue()))
                        .sum();
    }

    private static int bytes(String name, MessageAttributeValue value) {
        return Bytes.of(name) + Bytes.of(value.dataType()) + Bytes.of(value.stringValue());
    }

    @Override
    public Map<Integer, Refusal> send(List<PublishBatchRequestEntry> entries) {
        List<PublishBatchRequestEntry> numbered = new ArrayList<>();
        entries.forEach(entry -> numbered.add(
                entry.toBuilder().id(String.valueOf(numbered.size())).build()));
        Map<Integer, Refusal> refusals = new LinkedHashMap<>();
        PublishBatchResponse answer =
                client.get().publishBatch(batch -> batch.topicArn(topic.text()).publishBatchRequestEntries(numbered));
        Answers.unnamed(entries.size(), named(answer))
                .forEach((place, reason) -> refusals.put(place, refusal(reason, true)));
        answer.failed().forEach(error -> Answers.place(entries.size(), error.id())
                .ifPresent(place -> refusals.put(place, refusal(error))));
        return refusals;
    }

    private static Stream<String> named(PublishBatchResponse answer) {
        return Stream.concat(
                answer.successful().stream().map(PublishBatchResultEntry::id),
                answer.failed().stream().map(BatchResultErrorEntry::id));
    }

    private Refusal refusal(BatchResultErrorEntry error) {
        return refusal(
                "refused the message: %s, %s".formatted(error.code(), Answers.text(error.message())),
                Answers.passes(error.senderFault(), error.code()));
    }

    private Refusal refusal(String reason, boolean again) {
        return new Refusal(new IllegalStateException("topic '%s' %s".formatted(topic, reason)), again);
    }

    @Override
    public Optional<Throwable> refusal(Exception failure) {
        return Answers.refusal("topic '%s'".formatted(topic), failure);
    }
}
