package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.change.Change;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.ChangeDocument;
import io.millrace.testkit.History;
import io.millrace.testkit.ScriptedServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** There is no emulator: a server of the JDK says that it took each event. */
final class EventBridgeCase implements ThroughputCase {

    private static final int MOST = 10;
    private static final String ENTRY = "\"DetailType\"";

    private final ScriptedServer server = ScriptedServer.start("application/x-amz-json-1.1", EventBridgeCase::answer);
    private EventBridgeClient client;

    @Override
    public List<String> settings() {
        return List.of("type: eventbridge", "endpoint: " + server.endpoint());
    }

    /** The client is made as late as this, where there are credentials. */
    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        if (client == null) {
            client = new AwsClients(List::of)
                    .client("bench", new ClientSettings(null, server.endpoint()), EventBridgeClient::builder)
                    .get();
        }
        List<List<PutEventsRequestEntry>> calls = ThroughputCase.calls(records, MOST, (id, record) -> entry(record));
        return () -> calls.forEach(entries -> client.putEvents(events -> events.entries(entries)));
    }

    private static PutEventsRequestEntry entry(DynamodbStreamRecord record) {
        Change<?> change = Change.of(record, History.TABLE);
        return PutEventsRequestEntry.builder()
                .eventBusName("default")
                .source("millrace")
                .detailType(record.getEventName())
                .detail(new ChangeDocument(AttributeChoice.ALL).of(Change.of(record, History.TABLE)))
                .time(change.approximateCreationTime().orElseThrow())
                .resources(record.getEventSourceARN())
                .build();
    }

    private static String answer(String request) {
        int entries = request.split(ENTRY, -1).length - 1;
        return IntStream.range(0, entries)
                .mapToObj(i -> "{\"EventId\": \"11710aed-b79e-4468-a20b-bb3c0c3b4860\"}")
                .collect(Collectors.joining(",", "{\"FailedEntryCount\": 0, \"Entries\": [", "]}"));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
