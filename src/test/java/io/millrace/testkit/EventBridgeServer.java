package io.millrace.testkit;

import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Takes the place of EventBridge, in a process of its own: requests and signatures are checked by AWS's own client for Python.
 * All buses are one.
 */
public final class EventBridgeServer implements AutoCloseable {

    private final LocalServer server;

    private EventBridgeServer(LocalServer server) {
        this.server = server;
    }

    /** Starts one without events. */
    public static EventBridgeServer start() {
        return new EventBridgeServer(LocalServer.python("eventbridge.py"));
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** All events that were put on a bus, as they were put, and the {@code Region} that they were signed for. */
    public List<JsonNode> events(String bus) {
        return StreamSupport.stream(
                        JsonCalls.get(server.endpoint().resolve("/events")).spliterator(), false)
                .filter(event -> event.path("EventBusName").stringValue().equals(bus))
                .toList();
    }

    /** Refuses entries of the next calls, each by a list of error codes, {@code null} where an entry is taken. */
    public void refuse(List<? extends List<String>> calls) {
        JsonCalls.put(server.endpoint().resolve("/script"), calls);
    }

    @Override
    public void close() {
        server.close();
    }
}
