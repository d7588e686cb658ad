package io.millrace.handler.ready.messages;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.MessageAttributes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Messages made of changes, for a topic. */
record SnsMessage(
        Function<Change<Item>, String> text,
        @Nullable Function<Change<Item>, String> subject,
        MessageAttributes attributes) {

    /** @throws IllegalArgumentException if the change makes a message that a topic does not accept */
    PublishBatchRequestEntry.Builder of(Change<Item> change) {
        String body = text.apply(change);
        if (body.isEmpty()) {
            throw new IllegalArgumentException("the message is empty, which a topic does not accept");
        }
        return PublishBatchRequestEntry.builder()
                .message(Characters.checked("the message", "a topic", body))
                .subject(subject == null ? null : subject.apply(change))
                .messageAttributes(MessageAttributes.each(attributes.of(change), SnsMessage::value));
    }

    private static MessageAttributeValue value(String text) {
        return MessageAttributeValue.builder()
                .dataType(MessageAttributes.TYPE)
                .stringValue(text)
                .build();
    }
}
