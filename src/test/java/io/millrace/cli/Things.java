package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.event.EventWriter;
import io.millrace.source.ReadRecords;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The changes of a real table named things, and what Lambda says of batches of them that it gives up. */
record Things(String streamArn, Map<String, List<DynamodbStreamRecord>> shards) {

    private static final int AT_ONCE = 25;
    private static final int BATCH = 100;

    /** Makes the table, writes each item as often, and reads the changes. */
    static Things write(DynamoDbServer local, int items, int times) {
        try (DynamoDbClient client = local.client();
                DynamoDbStreamsClient streams = local.streams()) {
            String arn = Tables.create(client, "things", "id");
            for (int time = 0; time < times; time++) {
                for (int first = 0; first < items; first += AT_ONCE) {
                    List<WriteRequest> writes = writes(first, Math.min(items, first + AT_ONCE), time);
                    client.batchWriteItem(write -> write.requestItems(Map.of("things", writes)));
                }
            }
            return new Things(arn, read(streams, arn));
        }
    }

    private static List<WriteRequest> writes(int first, int end, int time) {
        return IntStream.range(first, end)
                .mapToObj(item ->
                        Map.of("id", AttributeValue.fromS("item-" + item), "time", AttributeValue.fromN("" + time)))
                .map(item -> WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build())
                .toList();
    }

    private static Map<String, List<DynamodbStreamRecord>> read(DynamoDbStreamsClient streams, String arn) {
        Map<String, List<DynamodbStreamRecord>> shards = new LinkedHashMap<>();
        for (Shard shard : streams.describeStream(describe -> describe.streamArn(arn))
                .streamDescription()
                .shards()) {
            shards.put(shard.shardId(), read(streams, arn, shard.shardId()));
        }
        return shards;
    }

    private static List<DynamodbStreamRecord> read(DynamoDbStreamsClient streams, String arn, String shard) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        String iterator = streams.getShardIterator(
                        get -> get.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (iterator != null) {
            String from = iterator;
            GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(from));
            page.records().forEach(record -> records.add(ReadRecords.of(record, arn)));
            iterator = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }

    List<DynamodbStreamRecord> records() {
        return shards.values().stream().flatMap(List::stream).toList();
    }

    DynamodbEvent event() {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records());
        return event;
    }

    /** What Lambda sends to a queue for batches of 100 records, all of them. */
    List<String> notices() {
        return invocationRecords(false);
    }

    /** What Lambda puts into S3 for batches of 100 records, all of them: the same with the event. */
    List<String> objects() {
        return invocationRecords(true);
    }

    private List<String> invocationRecords(boolean payload) {
        List<String> all = new ArrayList<>();
        shards.forEach((shard, records) -> {
            for (int first = 0; first < records.size(); first += BATCH) {
                List<DynamodbStreamRecord> batch = records.subList(first, Math.min(records.size(), first + BATCH));
                all.add(invocationRecord(shard, batch, payload));
            }
        });
        return all;
    }

    private String invocationRecord(String shard, List<DynamodbStreamRecord> batch, boolean payload) {
        String event = payload ? ", \"payload\": \"%s\"".formatted(escaped(batch)) : "";
        return """
                {"requestContext": {"requestId": "316aa6d0-8154-xmpl-9af7-85d5f4a6bc81",
                  "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:millrace",
                  "condition": "RetryAttemptsExhausted", "approximateInvokeCount": 3},
                 "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"},
                 "version": "1.0", "timestamp": "2026-11-14T00:13:49.717Z",
                 "DDBStreamBatchInfo": {"shardId": "%s", "startSequenceNumber": "%s", "endSequenceNumber": "%s",
                  "approximateArrivalOfFirstRecord": "2026-11-14T00:13:19Z",
                  "approximateArrivalOfLastRecord": "2026-11-14T00:13:19Z",
                  "batchSize": %d, "streamArn": "%s"}%s}""".formatted(
                shard, number(batch.get(0)), number(batch.get(batch.size() - 1)), batch.size(), streamArn, event);
    }

    private static String escaped(List<DynamodbStreamRecord> batch) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(batch);
        return new String(EventWriter.write(event), UTF_8).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String number(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }
}
