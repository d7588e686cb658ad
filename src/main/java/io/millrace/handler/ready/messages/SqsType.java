package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.aws.QueueUrl;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.Batching;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.MessageAttributes;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.messages.SqsType.Settings;
import io.millrace.time.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends each change to an SQS queue: as a JSON document, or as the text of a template. A FIFO queue keeps the changes of an
 * item in order and drops repeats within five minutes. A standard queue may do neither, so the consumer must accept repeats.
 * Source: "SendMessageBatch" in the Amazon SQS API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(SqsClient.class)
record SqsType(AwsClients clients, Time time) implements HandlerType<Settings> {

    private static final String QUEUE_URL = "queue-url";

    /**
     * @param queueUrl URL of the queue.
     * @param message Text of the messages, in Mustache: {{new.title}}; the change as JSON when left out.
     * @param include Attributes of the images in the JSON; all when left out.
     * @param exclude Attributes that are not in the JSON.
     * @param attributes Attributes of the messages by name, each in Mustache, in addition to table and event.
     * @param region Region of the queue, if its URL does not name it.
     */
    record Settings(
            @Nullable String queueUrl,
            @Nullable String message,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable Map<String, String> attributes,
            @Nullable String region) {}

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        QueueUrl queue = queue(settings);
        SqsSink sink = new SqsSink(
                name,
                queue,
                clients.client(name, queue.client(), SqsClient::builder),
                SettingChecks.message("message", settings.message(), settings.include(), settings.exclude()),
                MessageAttributes.of(settings.attributes()));
        return new Batching<>(SqsSink.LIMITS, sink, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return List.of(queue(settings).client());
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(queue(settings).sending());
    }

    private static QueueUrl queue(Settings settings) {
        QueueUrl queue = queue(settings.queueUrl());
        try {
            return queue.inRegion(SettingChecks.client(settings.region(), null).region());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("region", "%s. Leave it out.".formatted(e.getMessage()));
        }
    }

    private static QueueUrl queue(@Nullable String url) {
        String text = SettingChecks.required("sqs", QUEUE_URL, url, "the URL of a queue");
        return QueueUrl.find(text)
                .orElseThrow(() -> new InvalidSettingException(
                        QUEUE_URL,
                        "'%s' is not the URL of a queue, such as https://sqs.eu-central-1.amazonaws.com/123456789012/changes."
                                .formatted(text)));
    }
}
