package io.millrace.handler.ready.messages;

import io.millrace.aws.Arn;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.Batching;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.MessageAttributes;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.messages.SnsType.Settings;
import io.millrace.time.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Publishes each change to an SNS topic: as a JSON document, or as the text of a template. A FIFO topic keeps the changes of
 * an item in order and drops repeats within five minutes. A standard topic may do neither, so subscribers must accept repeats.
 * Source: "PublishBatch" in the Amazon SNS API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(SnsClient.class)
record SnsType(AwsClients clients, Time time) implements HandlerType<Settings> {

    private static final String TOPIC_ARN = "topic-arn";

    /**
     * @param topicArn ARN of the topic.
     * @param message Text of the messages, in Mustache: {{new.name}}; the change as JSON when left out.
     * @param include Attributes of the images in the JSON; all when left out.
     * @param exclude Attributes that are not in the JSON.
     * @param subject Subject of the messages for subscribers by email, in Mustache; none when left out.
     * @param attributes Attributes of the messages by name, each in Mustache, in addition to table and event.
     * @param region Region of the topic; that of its ARN when left out.
     * @param endpoint URL of the service, if it is not AWS's own.
     */
    record Settings(
            @Nullable String topicArn,
            @Nullable String message,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable String subject,
            @Nullable Map<String, String> attributes,
            @Nullable String region,
            @Nullable String endpoint) {}

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        SnsSink sink = new SnsSink(
                name,
                topic(settings.topicArn()),
                message(settings),
                clients.client(name, client(settings), SnsClient::builder));
        return new Batching<>(SnsSink.LIMITS, sink, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return List.of(client(settings));
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(new Permission(
                List.of("sns:Publish"), topic(settings.topicArn()).text()));
    }

    private static ClientSettings client(Settings settings) {
        String region = settings.region() == null ? topic(settings.topicArn()).region() : settings.region();
        return SettingChecks.client(region, settings.endpoint());
    }

    private static SnsMessage message(Settings settings) {
        return new SnsMessage(
                SettingChecks.message("message", settings.message(), settings.include(), settings.exclude()),
                SnsSubject.of(settings.subject()),
                MessageAttributes.of(settings.attributes()));
    }

    private static Arn topic(@Nullable String arn) {
        String text = SettingChecks.required("sns", TOPIC_ARN, arn, "the ARN of a topic");
        return Arn.find(text)
                .filter(found -> found.service().equals("sns"))
                .filter(found -> found.resource().matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?"))
                .orElseThrow(() -> new InvalidSettingException(
                        TOPIC_ARN,
                        "'%s' is not the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:changes."
                                .formatted(text)));
    }
}
