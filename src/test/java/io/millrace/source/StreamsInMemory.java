package io.millrace.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The streams of one table, with shards that split and streams that come and go as a test wants it. */
final class StreamsInMemory implements DynamoDbStreamsClient {

    static final String TABLE = "orders";

    private final Map<String, OneStream> streams = new LinkedHashMap<>();

    private static final class OneStream {

        private final Map<String, OneShard> shards = new LinkedHashMap<>();
        private boolean disabled;
    }

    private static final class OneShard {

        private final List<Record> records = new ArrayList<>();
        private final @Nullable String parent;
        private boolean closed;

        OneShard(@Nullable String parent) {
            this.parent = parent;
        }
    }

    static String arn(String label) {
        return "arn:aws:dynamodb:us-east-1:123456789012:table/%s/stream/%s".formatted(TABLE, label);
    }

    synchronized void enable(String label, String shard) {
        streams.put(arn(label), new OneStream());
        shard(label, shard, null);
    }

    synchronized void disable(String label) {
        stream(arn(label)).disabled = true;
    }

    /** As when its table is deleted. */
    synchronized void delete(String label) {
        streams.remove(arn(label));
    }

    synchronized void shard(String label, String shard, @Nullable String parent) {
        stream(arn(label)).shards.put(shard, new OneShard(parent));
    }

    synchronized void close(String label, String shard) {
        shard(arn(label), shard).closed = true;
    }

    synchronized void put(String label, String shard, int number) {
        shard(arn(label), shard)
                .records
                .add(Record.builder()
                        .eventName("INSERT")
                        .dynamodb(stream -> stream.sequenceNumber("" + number)
                                .keys(Map.of("id", AttributeValue.fromS("a")))
                                .newImage(Map.of("id", AttributeValue.fromS("a"))))
                        .build());
    }

    private OneStream stream(String arn) {
        OneStream stream = streams.get(arn);
        if (stream == null) {
            throw ResourceNotFoundException.builder()
                    .message("There is no stream " + arn)
                    .build();
        }
        return stream;
    }

    private OneShard shard(String arn, String shard) {
        return Objects.requireNonNull(stream(arn).shards.get(shard));
    }

    @Override
    public synchronized ListStreamsResponse listStreams(ListStreamsRequest request) {
        return ListStreamsResponse.builder()
                .streams(streams.keySet().stream()
                        .map(arn -> Stream.builder()
                                .streamArn(arn)
                                .streamLabel(arn.substring(arn.lastIndexOf('/') + 1))
                                .tableName(TABLE)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public synchronized DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        OneStream stream = stream(request.streamArn());
        List<Shard> shards = new ArrayList<>();
        stream.shards.forEach((id, shard) -> shards.add(Shard.builder()
                .shardId(id)
                .parentShardId(shard.parent)
                .sequenceNumberRange(SequenceNumberRange.builder()
                        .startingSequenceNumber("0")
                        .endingSequenceNumber(shard.closed ? "9999" : null)
                        .build())
                .build()));
        return DescribeStreamResponse.builder()
                .streamDescription(StreamDescription.builder()
                        .shards(shards)
                        .streamStatus(stream.disabled ? StreamStatus.DISABLED : StreamStatus.ENABLED)
                        .build())
                .build();
    }

    @Override
    public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        List<Record> records = shard(request.streamArn(), request.shardId()).records;
        long index =
                switch (request.shardIteratorType()) {
                    case LATEST -> records.size();
                    case AFTER_SEQUENCE_NUMBER ->
                        records.stream()
                                .filter(record -> number(record) <= Integer.parseInt(request.sequenceNumber()))
                                .count();
                    default -> 0;
                };
        return GetShardIteratorResponse.builder()
                .shardIterator("%s|%s|%d".formatted(request.streamArn(), request.shardId(), index))
                .build();
    }

    private static int number(Record record) {
        return Integer.parseInt(record.dynamodb().sequenceNumber());
    }

    @Override
    public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
        String[] parts = request.shardIterator().split("\\|");
        OneShard shard = shard(parts[0], parts[1]);
        int from = Integer.parseInt(parts[2]);
        int to = Math.min(shard.records.size(), from + 2); // pages of two records
        boolean ends = shard.closed && to == shard.records.size();
        return GetRecordsResponse.builder()
                .records(shard.records.subList(from, to))
                .nextShardIterator(ends ? null : "%s|%s|%d".formatted(parts[0], parts[1], to))
                .build();
    }

    @Override
    public String serviceName() {
        return "streams";
    }

    @Override
    public void close() {}
}
