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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Record;

/** There is no emulator: a server of the JDK answers that it accepts each record. */
final class FirehoseCase implements ThroughputCase {

    private static final int MOST = 500;
    private static final String ENTRY = "\"Data\"";

    private final ScriptedServer server = ScriptedServer.start("application/x-amz-json-1.1", FirehoseCase::answer);
    private FirehoseClient client;

    @Override
    public List<String> settings() {
        return List.of("type: firehose", "stream: changes", "endpoint: " + server.endpoint());
    }

    /** The client is made here, because credentials are not there earlier. */
    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        if (client == null) {
            client = new AwsClients(List::of)
                    .client("bench", new ClientSettings(null, server.endpoint()), FirehoseClient::builder)
                    .get();
        }
        List<List<Record>> calls = ThroughputCase.callsInOrder(records, MOST, FirehoseCase::entry);
        return () -> calls.forEach(entries -> client.putRecordBatch(
                batch -> batch.deliveryStreamName("changes").records(entries)));
    }

    private static Record entry(DynamodbStreamRecord record) {
        String document = new ChangeDocument(AttributeChoice.ALL).of(Change.of(record, History.TABLE));
        return Record.builder().data(SdkBytes.fromUtf8String(document + "\n")).build();
    }

    private static String answer(String request) {
        int entries = request.split(ENTRY, -1).length - 1;
        return IntStream.range(0, entries)
                .mapToObj(i -> "{\"RecordId\": \"%d\"}".formatted(i))
                .collect(Collectors.joining(",", "{\"FailedPutCount\": 0, \"RequestResponses\": [", "]}"));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
