package io.millrace.handler.ready.firehose;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.AwsResource;
import io.millrace.handler.kit.Batching;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.firehose.FirehoseType.Settings;
import io.millrace.time.Time;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.firehose.FirehoseClient;

/**
 * Puts each change into an Amazon Data Firehose stream: as a JSON document, or as the text of a template. Firehose keeps no order
 * and may deliver a record twice; what reads its destination identifies a change by its sequence number. Source:
 * "PutRecordBatch" in the Amazon Data Firehose API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(FirehoseClient.class)
record FirehoseType(AwsClients clients, Time time) implements HandlerType<Settings> {

    private static final AwsResource.Kind STREAM = new AwsResource.Kind(
            "stream", "a Firehose stream", "firehose", "deliverystream/", Pattern.compile("[a-zA-Z0-9_.-]{1,64}"));

    /**
     * @param stream Name or ARN of the Firehose stream.
     * @param message Text of the records, in Mustache: {{new.name}}; the change as JSON when left out.
     * @param include Attributes of the images in the JSON; all when left out.
     * @param exclude Attributes that are not in the JSON.
     * @param newline Whether each record ends with a line break, so that the objects at the destination are JSON lines.
     * @param region Region of the stream; that of its ARN, or else the application's, when left out.
     * @param endpoint URL of the service, if it is not AWS's own.
     */
    record Settings(
            @Nullable String stream,
            @Nullable String message,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @DefaultValue("true") boolean newline,
            @Nullable String region,
            @Nullable String endpoint) {}

    @Override
    public String name() {
        return "firehose";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        FirehoseSink sink = new FirehoseSink(
                stream(settings).name(),
                text(settings),
                clients.client(name, client(settings), FirehoseClient::builder));
        return new Batching<>(FirehoseSink.LIMITS, sink, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return List.of(client(settings));
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(STREAM.permission(stream(settings), settings.region(), "firehose:PutRecordBatch"));
    }

    private static ClientSettings client(Settings settings) {
        return stream(settings).client(settings.region(), settings.endpoint());
    }

    private static AwsResource stream(Settings settings) {
        return STREAM.read(SettingChecks.required(
                "firehose", "stream", settings.stream(), "the name or the ARN of a Firehose stream"));
    }

    private static Function<Change<Item>, String> text(Settings settings) {
        Function<Change<Item>, String> text =
                SettingChecks.message("message", settings.message(), settings.include(), settings.exclude());
        return settings.newline() ? text.andThen(record -> record + "\n") : text;
    }
}
