package io.millrace.handler.ready;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.dispatch.Handler;
import io.millrace.dispatch.Time;
import io.millrace.handler.HandlerType;
import io.millrace.handler.InvalidSettingException;
import io.millrace.handler.ready.ChangeText.Escaping;
import io.millrace.handler.ready.SqsType.Settings;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Sends each change to an SQS queue: as a JSON document, or as the text of a template. A FIFO queue keeps the changes of an item
 * in order and takes none twice within five minutes; a standard queue may do neither, and the consumer has to be able to take a
 * change again. Source: "SendMessageBatch" in the Amazon SQS API Reference.
 */
public final class SqsType implements HandlerType<Settings> {

    private static final String QUEUE_URL = "queue-url";

    private final Time time;

    public SqsType(Time time) {
        this.time = time;
    }

    /**
     * @param queueUrl URL of the queue.
     * @param message Text of the message, in Mustache: {{new.title}}. The change as JSON when left out.
     */
    public record Settings(
            @Nullable String queueUrl, @Nullable String message) {}

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Handler handler(String name, Settings settings) {
        require("type", "software.amazon.awssdk.services.sqs.SqsClient", "software.amazon.awssdk:sqs");
        return new Batching<>(
                SqsSink.LIMITS, new SqsSink(queue(settings.queueUrl()), text(settings.message())), time.sleeper());
    }

    private static URI queue(@Nullable String url) {
        if (url == null) {
            throw new InvalidSettingException(QUEUE_URL, "type 'sqs' needs the URL of a queue.");
        }
        if (!url.matches("https?://[^/\\s]+/\\S+")) {
            throw new InvalidSettingException(
                    QUEUE_URL,
                    "'%s' is not the URL of a queue, such as https://sqs.eu-central-1.amazonaws.com/123456789012/changes."
                            .formatted(url));
        }
        return URI.create(url);
    }

    private static Function<Change<Item>, String> text(@Nullable String message) {
        if (message == null) {
            return ChangeDocument::of;
        }
        require("message", "com.samskivert.mustache.Mustache", "com.samskivert:jmustache");
        try {
            return ChangeText.parse(message, Escaping.NONE)::of;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("message", String.valueOf(e.getMessage()));
        }
    }

    private static void require(String key, String type, String library) {
        if (!ClassUtils.isPresent(type, SqsType.class.getClassLoader())) {
            throw new InvalidSettingException(
                    key, "it needs the library %s, which is not there. Add it to the dependencies.".formatted(library));
        }
    }
}
