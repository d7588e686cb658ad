package io.millrace.handler.ready.messages;

import io.millrace.aws.Answers;
import io.millrace.aws.Characters;
import io.millrace.aws.QueueSender;
import io.millrace.aws.QueueSender.Message;
import io.millrace.aws.QueueUrl;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.handler.kit.ChangeIds;
import io.millrace.handler.kit.MessageAttributes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue. Any thread may call. */
record SqsSink(
        String handler,
        QueueUrl queue,
        Supplier<SqsClient> client,
        Function<Change<Item>, String> text,
        MessageAttributes attributes)
        implements Sink<Message> {

    static final Limits LIMITS = new Limits(QueueSender.MOST_MESSAGES, QueueSender.MOST_BYTES, 5);

    @Override
    public Message entry(Change<Item> change) {
        String body = text.apply(change);
        if (body.isEmpty()) {
            throw new IllegalArgumentException("the message is empty, which a queue does not accept");
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
        Map<Integer, Refusal> refusals = new LinkedHashMap<>();
        new QueueSender(client.get(), queue)
                .send(messages, Optional.empty())
                .forEach((place, refusal) -> refusals.put(place, refusal(refusal)));
        return refusals;
    }

    private Refusal refusal(QueueSender.Refusal refusal) {
        return new Refusal(
                new IllegalStateException("queue '%s' %s".formatted(queue, refusal.reason())), refusal.again());
    }

    @Override
    public Optional<Throwable> refusal(Exception failure) {
        return Answers.refusal("queue '%s'".formatted(queue), failure);
    }
}
