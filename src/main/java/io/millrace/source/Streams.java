package io.millrace.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Finds the shards of a table's streams: of the one that is open, and of those that were disabled within a day. */
final class Streams {

    private final DynamoDbStreamsClient client;
    private final String table;

    /**
     * A shard as the stream describes it.
     *
     * @param parent the shard that has to be done before this one; empty for none
     */
    record Found(ShardName name, String parent) {}

    Streams(DynamoDbStreamsClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * All shards, those of older streams first.
     *
     * @throws ResourceNotFoundException if there is no such table
     */
    List<Found> shards() {
        List<Found> found = new ArrayList<>();
        arns().forEach(arn -> found.addAll(shards(arn)));
        return found;
    }

    private List<String> arns() {
        List<Stream> streams = new ArrayList<>();
        String start = null;
        do {
            String from = start;
            ListStreamsResponse page =
                    client.listStreams(request -> request.tableName(table).exclusiveStartStreamArn(from));
            streams.addAll(page.streams());
            start = page.lastEvaluatedStreamArn();
        } while (start != null);
        return streams.stream()
                .filter(stream -> stream.tableName().equals(table))
                .sorted(Comparator.comparing(Stream::streamLabel)) // a timestamp
                .map(Stream::streamArn)
                .toList();
    }

    private List<Found> shards(String arn) {
        List<Shard> shards = new ArrayList<>();
        String start = null;
        do {
            String from = start;
            DescribeStreamResponse page =
                    client.describeStream(request -> request.streamArn(arn).exclusiveStartShardId(from));
            shards.addAll(page.streamDescription().shards());
            start = page.streamDescription().lastEvaluatedShardId();
        } while (start != null);
        Set<String> there = new HashSet<>();
        shards.forEach(shard -> there.add(shard.shardId()));
        return shards.stream()
                .map(shard -> new Found(
                        new ShardName(table, arn, shard.shardId()),
                        there.contains(shard.parentShardId()) ? shard.parentShardId() : ""))
                .toList();
    }
}
