package io.millrace.testkit.streams;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/** The four actions of the service. Source: "Actions" in the Amazon DynamoDB Streams API Reference. */
final class Operations {

    private static final int MOST_STREAMS = 100;
    private static final int MOST_SHARDS = 100;

    private final Account account;

    Operations(Account account) {
        this.account = account;
    }

    /** Answers as the service does. */
    SdkPojo answer(String operation, Request request) {
        synchronized (account) {
            return switch (operation) {
                case "ListStreams" -> listStreams(request);
                case "DescribeStream" -> describeStream(request);
                case "GetShardIterator" -> getShardIterator(request);
                case "GetRecords" -> new RecordPages(account).answer(request);
                default -> throw StreamsError.of("UnknownOperationException", "There is no " + operation);
            };
        }
    }

    /** A full answer says where to go on, though there may be no more. */
    private ListStreamsResponse listStreams(Request request) {
        int limit = request.limit(MOST_STREAMS);
        String start = request.text("ExclusiveStartStreamArn").orElse("");
        List<ModelStream> streams = account.streams(request.text("TableName").orElse(null)).stream()
                .filter(stream -> stream.name().arn().compareTo(start) > 0)
                .limit(limit)
                .toList();
        return ListStreamsResponse.builder()
                .streams(streams.stream().map(ModelStream::listed).toList())
                .lastEvaluatedStreamArn(
                        streams.size() < limit
                                ? null
                                : streams.get(limit - 1).name().arn())
                .build();
    }

    /** A full answer says where to go on, though there may be no more. */
    private DescribeStreamResponse describeStream(Request request) {
        ModelStream stream = account.stream(request.streamArn());
        int limit = request.limit(MOST_SHARDS);
        String start = request.text("ExclusiveStartShardId").orElse("");
        List<ModelShard> shards = wanted(stream, request)
                .filter(shard -> shard.id().compareTo(start) > 0)
                .limit(limit)
                .toList();
        StreamDescription.Builder described = stream.described()
                .shards(shards.stream()
                        .map(shard -> shard.described(!account.has(Manner.OPEN_SHARDS_WITH_AN_END)))
                        .toList())
                .lastEvaluatedShardId(
                        shards.size() < limit ? null : shards.get(limit - 1).id());
        return DescribeStreamResponse.builder()
                .streamDescription(described.build())
                .build();
    }

    private Stream<ModelShard> wanted(ModelStream stream, Request request) {
        Optional<Request> filter = request.part("ShardFilter");
        if (filter.isEmpty()) {
            return stream.shards(account.now()).stream();
        }
        String type = filter.get().required("Type");
        if (!type.equals("CHILD_SHARDS")) {
            throw Request.wrong(type, "Type", "Member must satisfy enum value set: [CHILD_SHARDS]");
        }
        String parent = filter.get().shardId("ShardId");
        return stream.shards(account.now()).stream().filter(shard -> shard.isChildOf(parent));
    }

    private GetShardIteratorResponse getShardIterator(Request request) {
        String arn = request.streamArn();
        ModelShard shard = account.stream(arn).shard(request.shardId("ShardId"), account.now());
        String type = request.required("ShardIteratorType");
        BigInteger from =
                switch (type) {
                    case "TRIM_HORIZON" -> shard.oldest(account.now());
                    case "LATEST" -> shard.last().add(BigInteger.ONE);
                    case "AT_SEQUENCE_NUMBER" -> number(shard, request);
                    case "AFTER_SEQUENCE_NUMBER" -> number(shard, request).add(BigInteger.ONE);
                    default ->
                        throw Request.wrong(
                                type,
                                "ShardIteratorType",
                                "Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
                };
        return GetShardIteratorResponse.builder()
                .shardIterator(new ShardIterator(arn, shard.id(), from, account.now()).text())
                .build();
    }

    private BigInteger number(ModelShard shard, Request request) {
        String text = request.required("SequenceNumber");
        if (!text.matches("[0-9]{21,40}") || !shard.spans(new BigInteger(text))) {
            throw StreamsError.invalid("Invalid SequenceNumber: %s is not in shard %s".formatted(text, shard.id()));
        }
        BigInteger number = new BigInteger(text);
        if (shard.isTrimmedAt(number, account.now())) {
            throw StreamsError.trimmed();
        }
        return number;
    }
}
