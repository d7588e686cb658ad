package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.ChangeDocument;
import io.millrace.testkit.History;
import io.millrace.testkit.SqsServer;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue of ElasticMQ. */
final class SqsCase implements ThroughputCase {

    private static final int MOST = 10;

    private final SqsServer sqs = SqsServer.start();
    private final String queue = sqs.queue("changes");

    @Override
    public List<String> settings() {
        return List.of("type: sqs", "queue-url: " + queue);
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<List<SendMessageBatchRequestEntry>> calls = ThroughputCase.calls(records, MOST, SqsCase::entry);
        return () -> calls.forEach(entries ->
                sqs.client().sendMessageBatch(batch -> batch.queueUrl(queue).entries(entries)));
    }

    private static SendMessageBatchRequestEntry entry(int id, DynamodbStreamRecord record) {
        return SendMessageBatchRequestEntry.builder()
                .id(String.valueOf(id))
                .messageBody(new ChangeDocument(AttributeChoice.ALL).of(Change.of(record, History.TABLE)))
                .messageAttributes(Map.of("table", text(History.TABLE), "event", text(record.getEventName())))
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    @Override
    public void reset() {
        sqs.client().purgeQueue(purge -> purge.queueUrl(queue));
    }

    @Override
    public void close() {
        sqs.close();
    }
}
