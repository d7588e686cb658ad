package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.ChangeDocument;
import io.millrace.handler.kit.ChangeIds;
import io.millrace.testkit.History;
import io.millrace.testkit.KinesisServer;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** A stream of kinesalite, in JSON: in CBOR it cuts answers off after 16 KiB. */
final class KinesisCase implements ThroughputCase {

    static {
        System.setProperty("aws.cborEnabled", "false");
    }

    private static final int MOST = 500;

    private final KinesisServer kinesis = KinesisServer.start();
    private final String stream = kinesis.stream("changes");
    private KinesisClient client;

    @Override
    public List<String> settings() {
        return List.of("type: kinesis", "stream: " + stream, "endpoint: " + kinesis.endpoint());
    }

    /** The client is made as late as this, where there are credentials. The calls keep the order of an item, as they have to. */
    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        if (client == null) {
            client = new AwsClients(List::of)
                    .client("bench", new ClientSettings(null, kinesis.endpoint()), KinesisClient::builder)
                    .get();
        }
        List<List<PutRecordsRequestEntry>> calls = ThroughputCase.callsInOrder(records, MOST, KinesisCase::entry);
        return () -> calls.forEach(
                entries -> client.putRecords(put -> put.streamName(stream).records(entries)));
    }

    private static PutRecordsRequestEntry entry(DynamodbStreamRecord record) {
        Change<Item> change = Change.of(record, History.TABLE);
        return PutRecordsRequestEntry.builder()
                .partitionKey(ChangeIds.of("kinesis", change).group())
                .data(SdkBytes.fromUtf8String(new ChangeDocument(AttributeChoice.ALL).of(change)))
                .build();
    }

    @Override
    public void close() {
        client.close();
        kinesis.close();
    }
}
