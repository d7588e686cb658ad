package io.millrace.local.console;

import io.millrace.function.http.OwnJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;
import tools.jackson.core.JacksonException;

/**
 * Sends events to browsers, as server-sent events. Each browser has its own thread, so that a hanging one does not
 * delay others.
 */
@RestController
final class LiveFeed implements ApplicationListener<ContextClosedEvent> {

    private static final int MOST_BROWSERS = 16;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(100);

    private final Feed feed;
    private final StreamStates states;
    private volatile boolean closing;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

    LiveFeed(Feed feed, StreamStates states) {
        this.feed = feed;
        this.states = states;
    }

    @GetMapping("/_millrace/feed")
    SseEmitter feed() {
        if (closing || open.size() >= MOST_BROWSERS) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "%d consoles are already open, or the server is stopping.".formatted(MOST_BROWSERS));
        }
        SseEmitter emitter = new SseEmitter(0L);
        Subscription subscription = feed.subscribe();
        open.add(subscription);
        Runnable end = () -> end(subscription);
        emitter.onCompletion(end);
        emitter.onTimeout(end);
        emitter.onError(error -> end(subscription));
        Thread thread = new Thread(() -> run(emitter, subscription), "millrace-console-feed");
        thread.setDaemon(true);
        thread.start();
        return emitter;
    }

    private void end(Subscription subscription) {
        subscription.close();
        feed.unsubscribe(subscription);
        open.remove(subscription);
    }

    private void run(SseEmitter emitter, Subscription subscription) {
        try {
            while (!subscription.isClosed()) {
                send(emitter, subscription.take(HEARTBEAT));
                if (!subscription.isClosed()) {
                    Thread.sleep(BETWEEN_NEWS.toMillis());
                }
            }
            emitter.complete();
        } catch (IOException | RuntimeException e) {
            emitter.completeWithError(e); // usually the browser has disconnected
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(subscription);
        }
    }

    private void send(SseEmitter emitter, Subscription.News news) throws IOException {
        if (news.missed() > 0) {
            emitter.send(event("missed").data(OwnJson.text(Map.of("count", news.missed()))));
        }
        for (Long id : news.changes()) {
            Optional<ChangeSummary> summary = feed.read(id, SeenChange::summary);
            if (summary.isPresent()) {
                emitter.send(event("change").id(String.valueOf(id)).data(json(summary.get())));
            }
        }
        if (news.state()) {
            emitter.send(event("counters").data(OwnJson.text(feed.counters().routes())));
            emitter.send(event("state").data(OwnJson.text(states.read())));
        } else if (news.changes().isEmpty()) {
            emitter.send(SseEmitter.event().comment("still here"));
        }
    }

    /** Omits keys that can't be written as JSON, so that one change can't end the feed. */
    static String json(ChangeSummary summary) {
        try {
            return OwnJson.text(summary);
        } catch (JacksonException e) {
            return OwnJson.text(summary.withoutKeys());
        }
    }

    private static SseEventBuilder event(String name) {
        return SseEmitter.event().name(name);
    }

    /** Disconnects browsers, so that the server does not wait for them when it stops. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
        open.forEach(Subscription::close);
    }
}
