package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.AwsResource;
import io.millrace.handler.kit.Batching;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.messages.EventBridgeType.Settings;
import io.millrace.time.Time;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Puts each change on an EventBridge event bus, as the detail of an event. A bus keeps no order and may deliver an event more
 * than once: targets must accept repeats, and compare sequence numbers to find the newest change. Source: "PutEvents" in the
 * Amazon EventBridge API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(EventBridgeClient.class)
record EventBridgeType(AwsClients clients, Time time) implements HandlerType<Settings> {

    private static final AwsResource.Kind BUS = new AwsResource.Kind(
            "bus", "an event bus", "events", "event-bus/", Pattern.compile("[.\\-_A-Za-z0-9]{1,256}"));

    /**
     * @param bus Name or ARN of the event bus; the account's default bus when left out.
     * @param source Source of the events; millrace when left out.
     * @param detailType Detail type of the events, in Mustache; the event name, such as INSERT, when left out.
     * @param detail Detail of the events, a JSON object in Mustache; the change as JSON when left out.
     * @param include Attributes of the images in the JSON; all when left out.
     * @param exclude Attributes that are not in the JSON.
     * @param region Region of the bus; that of its ARN, or else the application's, when left out.
     * @param endpoint URL of the service, if it is not AWS's own.
     */
    record Settings(
            @Nullable String bus,
            @Nullable String source,
            @Nullable String detailType,
            @Nullable String detail,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable String region,
            @Nullable String endpoint) {}

    @Override
    public String name() {
        return "eventbridge";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        EventBridgeSink sink = new EventBridgeSink(
                bus(settings), event(settings), clients.client(name, client(settings), EventBridgeClient::builder));
        return new Batching<>(EventBridgeSink.LIMITS, sink, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return List.of(client(settings));
    }

    private static ClientSettings client(Settings settings) {
        return bus(settings).client(settings.region(), settings.endpoint());
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(BUS.permission(bus(settings), settings.region(), "events:PutEvents"));
    }

    private static BusEvent event(Settings settings) {
        return new BusEvent(
                source(settings.source()),
                settings.detailType() == null
                        ? change -> change.event().name()
                        : SettingChecks.line("detail-type", settings.detailType()),
                SettingChecks.message(
                        "detail", settings.detail(), Escaping.JSON, settings.include(), settings.exclude()),
                settings.detail() != null);
    }

    private static AwsResource bus(Settings settings) {
        return BUS.read(settings.bus() == null ? "default" : settings.bus());
    }

    private static String source(@Nullable String source) {
        if (source == null) {
            return "millrace";
        }
        if (source.isBlank() || source.toLowerCase(Locale.ROOT).startsWith("aws.")) {
            throw new InvalidSettingException(
                    "source",
                    "'%s' is not a source. A source is not empty, and does not begin with 'aws.', which is reserved for AWS."
                            .formatted(source));
        }
        return SettingChecks.plain("source", source);
    }
}
