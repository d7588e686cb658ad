package io.millrace.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Finds the shards of a table's streams: of the enabled one, and of those that were disabled within a day. */
final class ShardDiscovery {

    private final DynamoDbStreamsClient client;
    private final SourceTable table;

    /**
     * A shard as the stream describes it.
     *
     * @param parent the shard that has to be done before this one; {@code null} for none
     * @param orphan whether the stream does not describe the parent, which may no longer exist
     * @param endless whether it is open though its stream is disabled, as DynamoDB Local leaves it
     */
    record Found(ShardName name, @Nullable ShardName parent, boolean orphan, boolean endless) {}

    ShardDiscovery(DynamoDbStreamsClient client, SourceTable table) {
        this.client = client;
        this.table = table;
    }

    /**
     * All shards; those of older streams come first.
     *
     * @throws ResourceNotFoundException if there is no such table
     */
    List<Found> shards() {
        List<Found> found = new ArrayList<>();
        arns().forEach(arn -> found.addAll(shards(arn)));
        return found;
    }

    /** Whether a shard that the stream does not describe can't be read either. */
    boolean isGone(ShardName shard) {
        try {
            client.getShardIterator(request -> request.streamArn(shard.streamArn())
                    .shardId(shard.shardId())
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON));
            return false;
        } catch (ResourceNotFoundException | TrimmedDataAccessException e) {
            return true;
        }
    }

    private List<String> arns() {
        List<Stream> streams = new ArrayList<>();
        String start = null;
        do {
            String from = start;
            ListStreamsResponse page = client.listStreams(
                    request -> request.tableName(table.nameOfStream()).exclusiveStartStreamArn(from));
            requireThere(page.hasStreams(), "ListStreams has answered without a list of streams");
            streams.addAll(page.streams());
            start = page.lastEvaluatedStreamArn();
        } while (start != null);
        return streams.stream()
                .filter(stream -> stream.tableName().equals(table.nameOfStream()))
                .sorted(Comparator.comparing(Stream::streamLabel)) // a timestamp
                .map(Stream::streamArn)
                .toList();
    }

    private List<Found> shards(String arn) {
        List<Shard> shards = new ArrayList<>();
        boolean disabled = false;
        String start = null;
        do {
            StreamDescription page = describe(arn, start);
            shards.addAll(page.shards());
            disabled = page.streamStatus() == StreamStatus.DISABLED;
            start = page.lastEvaluatedShardId();
        } while (start != null);
        return found(arn, shards, disabled);
    }

    private StreamDescription describe(String arn, @Nullable String start) {
        StreamDescription page = client.describeStream(
                        request -> request.streamArn(arn).exclusiveStartShardId(start))
                .streamDescription();
        requireThere(page != null && page.hasShards(), "DescribeStream has answered without a list of shards");
        return page;
    }

    private static void requireThere(boolean there, String problem) {
        if (!there) {
            throw SdkClientException.create(problem);
        }
    }

    private List<Found> found(String arn, List<Shard> shards, boolean disabled) {
        Set<String> there = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        return shards.stream()
                .map(shard -> new Found(
                        name(arn, shard.shardId()),
                        shard.parentShardId() == null ? null : name(arn, shard.parentShardId()),
                        !there.contains(shard.parentShardId()),
                        disabled && shard.sequenceNumberRange().endingSequenceNumber() == null))
                .toList();
    }

    private ShardName name(String arn, String shardId) {
        return new ShardName(table.name(), arn, shardId);
    }
}
