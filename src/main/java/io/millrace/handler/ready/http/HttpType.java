package io.millrace.handler.ready.http;

import io.millrace.handler.Handler;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.Client;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.http.HttpType.Settings;
import io.millrace.time.Time;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Posts each change to a URL, as a CloudEvent in structured JSON, signed if there is a secret. What the server can't accept
 * now is posted again, for some seconds. A repeated change has the same id, by which receivers drop it. Source: "CloudEvents -
 * Version 1.0.2" and "HTTP Protocol Binding for CloudEvents".
 */
@AutoConfiguration
@Lazy
record HttpType(Time time) implements HandlerType<Settings> {

    private static final String URL = "url";
    private static final String SOURCE = "source";
    private static final String EVENT_TYPE_PREFIX = "event-type-prefix";
    private static final String TIMEOUT = "timeout";

    /**
     * @param url URL that changes are posted to.
     * @param headers Headers of each request, in addition to its own.
     * @param secret Key of the signature by Standard Webhooks: whsec_ and Base64; no signature when left out.
     * @param eventTypePrefix Prefix of the events' types, before .insert, .modify or .remove.
     * @param source Source of the events, a URI; the ARN of the table's stream when left out.
     * @param include Attributes of the images; all when left out.
     * @param exclude Attributes that are left out, also of the keys.
     * @param timeout How long an answer may take to begin, and to end.
     */
    record Settings(
            @Nullable String url,
            @DefaultValue Map<String, String> headers,
            @Nullable String secret,
            @DefaultValue("io.millrace") String eventTypePrefix,
            @Nullable String source,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @DefaultValue("10s") Duration timeout) {

        /** Returns no values: headers, secret and URL may be credentials. */
        @Override
        public String toString() {
            return "Settings";
        }
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        Endpoint endpoint = new Endpoint(url(settings.url()), Headers.of(settings.headers()), signature(settings));
        Duration timeout = timeout(settings.timeout());
        return new Webhook(endpoint, event(settings), new Client<>(() -> new Connection(timeout)), time);
    }

    private static URI url(@Nullable String url) {
        URI address = SettingChecks.address(
                URL, SettingChecks.required("http", URL, url, "the address that changes are posted to"));
        if (address.getRawUserInfo() != null) {
            throw new InvalidSettingException(
                    URL, "it contains a user or a password. Leave them out, and set the header Authorization.");
        }
        return address;
    }

    private static @Nullable Signature signature(Settings settings) {
        return settings.secret() == null ? null : Signature.of(settings.secret());
    }

    private static CloudEvent event(Settings settings) {
        String prefix = settings.eventTypePrefix();
        if (prefix.isBlank() || prefix.endsWith(".")) {
            throw new InvalidSettingException(
                    EVENT_TYPE_PREFIX,
                    "'%s' can't precede '.insert'. Write it as in com.example.orders.".formatted(prefix));
        }
        return new CloudEvent(
                source(settings.source()),
                SettingChecks.plain(EVENT_TYPE_PREFIX, prefix),
                AttributeChoice.of(settings.include(), settings.exclude()));
    }

    private static @Nullable String source(@Nullable String source) {
        try {
            if (source == null || !new URI(source).toString().isEmpty()) {
                return source;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new InvalidSettingException(
                SOURCE, "'%s' is not a URI, such as https://example.com/orders or /orders.".formatted(source));
    }

    private static Duration timeout(Duration timeout) {
        if (timeout.toMillis() <= 0) {
            throw new InvalidSettingException(
                    TIMEOUT, "'%s' leaves no time for an answer. Write it as in 10s.".formatted(timeout));
        }
        return timeout;
    }
}
