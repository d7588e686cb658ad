package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.AwsResource;
import io.millrace.handler.kit.Batching;
import io.millrace.handler.kit.ChangeIds;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.messages.KinesisType.Settings;
import io.millrace.time.Time;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Puts each change into a Kinesis data stream: as a JSON document, or as the text of a template. The changes of an item share
 * a partition key, and each is put when the one before has arrived, so that they stay in order. Some may arrive twice,
 * followed by the later ones of their item once more. Source: "PutRecords" in the Amazon Kinesis Data Streams API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(KinesisClient.class)
record KinesisType(AwsClients clients, Time time) implements HandlerType<Settings> {

    private static final AwsResource.Kind STREAM =
            new AwsResource.Kind("stream", "a stream", "kinesis", "stream/", Pattern.compile("[a-zA-Z0-9_.-]{1,128}"));

    /**
     * @param stream Name or ARN of the stream.
     * @param message Text of the records, in Mustache: {{new.name}}; the change as JSON when left out.
     * @param include Attributes of the images in the JSON; all when left out.
     * @param exclude Attributes that are not in the JSON.
     * @param partitionKey Partition key of the records, in Mustache; a digest of the item's keys when left out.
     * @param region Region of the stream; that of its ARN, or else the application's, when left out.
     * @param endpoint URL of the service, if it is not AWS's own.
     */
    record Settings(
            @Nullable String stream,
            @Nullable String message,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable String partitionKey,
            @Nullable String region,
            @Nullable String endpoint) {}

    @Override
    public String name() {
        return "kinesis";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        KinesisSink sink = new KinesisSink(
                stream(settings),
                SettingChecks.message("message", settings.message(), settings.include(), settings.exclude()),
                partitionKey(settings.partitionKey()),
                clients.client(name, client(settings), KinesisClient::builder));
        return new Batching<>(KinesisSink.LIMITS, sink, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return List.of(client(settings));
    }

    private static ClientSettings client(Settings settings) {
        return stream(settings).client(settings.region(), settings.endpoint());
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(STREAM.permission(stream(settings), settings.region(), "kinesis:PutRecords"));
    }

    private static AwsResource stream(Settings settings) {
        return STREAM.read(
                SettingChecks.required("kinesis", "stream", settings.stream(), "the name or the ARN of a stream"));
    }

    private static Function<Change<Item>, String> partitionKey(@Nullable String template) {
        return template == null
                ? change -> ChangeIds.of("", change).group()
                : SettingChecks.line("partition-key", template);
    }
}
