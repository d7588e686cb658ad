package io.millrace.handler.ready.messages;

import io.millrace.aws.Answers;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.AwsResource;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.handler.kit.EntryResults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** An event bus. Any thread may call. */
record EventBridgeSink(AwsResource bus, BusEvent event, Supplier<EventBridgeClient> client)
        implements Sink<PutEventsRequestEntry> {

    /** Fewer than 256 KiB together. Source: "PutEvents" in the Amazon EventBridge API Reference. */
    static final Limits LIMITS = new Limits(10, 256 * 1024 - 1, 5);

    /**
     * The most bytes of an event. Source: "More room to build: serverless services now support payloads up to 1 MB" in the AWS
     * Compute Blog.
     */
    private static final int LARGEST = 1024 * 1024;

    private static final int TIME = 14;

    private static final EntryResults<PutEventsResultEntry> RESULTS =
            new EntryResults<>(PutEventsResultEntry::errorCode, PutEventsResultEntry::errorMessage);

    @Override
    public PutEventsRequestEntry entry(Change<Item> change) {
        PutEventsRequestEntry entry = event.of(change).eventBusName(bus.text()).build();
        if (size(entry) > LARGEST) {
            throw new IllegalArgumentException(
                    "%d bytes are too large; a bus accepts %d".formatted(size(entry), LARGEST));
        }
        return entry;
    }

    /** Returns the limit for an event that is larger, so that it goes alone. */
    @Override
    public int bytes(PutEventsRequestEntry entry) {
        return Math.min(size(entry), LIMITS.bytes());
    }

    /** Source: "Calculating PutEvents event entry size" in the Amazon EventBridge User Guide. */
    private static int size(PutEventsRequestEntry entry) {
        return TIME
                + Bytes.of(entry.source())
                + Bytes.of(entry.detailType())
                + Bytes.of(entry.detail())
                + entry.resources().stream().mapToInt(Bytes::of).sum();
    }

    @Override
    public Map<Integer, Refusal> send(List<PutEventsRequestEntry> entries) {
        return RESULTS.refusals(
                "event bus '%s'".formatted(bus),
                "event",
                entries.size(),
                client.get().putEvents(events -> events.entries(entries)).entries());
    }

    @Override
    public Optional<Throwable> refusal(Exception failure) {
        return Answers.refusal("event bus '%s'".formatted(bus), failure);
    }
}
