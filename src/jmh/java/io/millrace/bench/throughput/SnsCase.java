package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.ChangeDocument;
import io.millrace.testkit.History;
import io.millrace.testkit.SnsServer;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** A topic of fauxqs with a queue. */
final class SnsCase implements ThroughputCase {

    private static final int MOST = 10;

    private final SnsServer sns = SnsServer.start();
    private final SnsServer.Topic topic = sns.topic("changes");

    @Override
    public List<String> settings() {
        return List.of("type: sns", "topic-arn: " + topic.arn(), "endpoint: " + sns.endpoint());
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<List<PublishBatchRequestEntry>> calls = ThroughputCase.calls(records, MOST, SnsCase::entry);
        return () -> calls.forEach(entries ->
                sns.client().publishBatch(batch -> batch.topicArn(topic.arn()).publishBatchRequestEntries(entries)));
    }

    private static PublishBatchRequestEntry entry(int id, DynamodbStreamRecord record) {
        return PublishBatchRequestEntry.builder()
                .id(String.valueOf(id))
                .message(new ChangeDocument(AttributeChoice.ALL).of(Change.of(record, History.TABLE)))
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
        sns.queues().purgeQueue(purge -> purge.queueUrl(topic.queue()));
    }

    @Override
    public void close() {
        sns.close();
    }
}
