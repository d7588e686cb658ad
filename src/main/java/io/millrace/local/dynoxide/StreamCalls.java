package io.millrace.local.dynoxide;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers calls to streams, as AWS does, with one shard each. Source: the Amazon DynamoDB Streams API Reference. */
final class StreamCalls {

    private static final int MOST_STREAMS = 100;
    private static final int MOST_RECORDS = 1000;

    private final StreamRegistry streams;
    private final StreamLog log;
    private final InstantSource clock;

    StreamCalls(StreamRegistry streams, StreamLog log, InstantSource clock) {
        this.streams = streams;
        this.log = log;
        this.clock = clock;
    }

    Answer answer(Call call) {
        ObjectNode request = call.json();
        return Answer.of(
                switch (call.operation()) {
                    case "ListStreams" -> list(request, call.region());
                    case "DescribeStream" -> describe(request, call.region());
                    case "GetShardIterator" -> iterator(request);
                    case "GetRecords" -> records(request, call.region());
                    default ->
                        throw new ApiException(
                                "com.amazon.coral.service#UnknownOperationException",
                                "There is no operation '%s' of streams".formatted(call.operation()));
                });
    }

    private ObjectNode list(ObjectNode request, String region) {
        Arns.nameTables(request);
        String table = Call.text(request, "TableName");
        String start = Call.text(request, "ExclusiveStartStreamArn");
        List<KnownStream> rest = streams.all().stream()
                .filter(stream -> table == null || stream.table().equals(table))
                .toList();
        if (start != null) {
            rest = rest.subList(rest.indexOf(streams.find(start)) + 1, rest.size());
        }
        List<KnownStream> page = rest.subList(0, Math.min(limit(request, MOST_STREAMS), rest.size()));
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("Streams");
        page.forEach(stream -> shown.addObject()
                .put("StreamArn", stream.arn(region))
                .put("TableName", stream.table())
                .put("StreamLabel", stream.label()));
        if (page.size() < rest.size()) {
            answer.put("LastEvaluatedStreamArn", page.get(page.size() - 1).arn(region));
        }
        return answer;
    }

    private ObjectNode describe(ObjectNode request, String region) {
        KnownStream stream = streams.find(required(request, "StreamArn"));
        ObjectNode answer = Json.object();
        ObjectNode description = answer.putObject("StreamDescription")
                .put("StreamArn", stream.arn(region))
                .put("StreamLabel", stream.label())
                .put("StreamStatus", stream.isEnabled() ? "ENABLED" : "DISABLED")
                .put("StreamViewType", stream.viewType())
                .put("CreationRequestDateTime", stream.created() / 1000.0)
                .put("TableName", stream.table());
        description.set("KeySchema", stream.keys());
        ArrayNode shards = description.putArray("Shards");
        if (!stream.shardId().equals(Call.text(request, "ExclusiveStartShardId"))) {
            ObjectNode range = shards.addObject()
                    .put("ShardId", stream.shardId())
                    .putObject("SequenceNumberRange")
                    .put("StartingSequenceNumber", ShownRecord.sequenceNumber(stream.after() + 1));
            Optional.ofNullable(stream.last())
                    .ifPresent(last -> range.put(
                            "EndingSequenceNumber", ShownRecord.sequenceNumber(Math.max(last, stream.after() + 1))));
        }
        return answer;
    }

    private ObjectNode iterator(ObjectNode request) {
        String arn = required(request, "StreamArn");
        KnownStream stream = streams.find(arn);
        if (!stream.shardId().equals(required(request, "ShardId"))) {
            throw ApiException.notFound("Requested resource not found: Shard does not exist");
        }
        long after =
                switch (required(request, "ShardIteratorType")) {
                    case "TRIM_HORIZON" -> stream.after();
                    case "LATEST" -> latest(stream);
                    case "AT_SEQUENCE_NUMBER" -> kept(stream, number(request) - 1);
                    case "AFTER_SEQUENCE_NUMBER" -> kept(stream, number(request));
                    default ->
                        throw ApiException.invalid(
                                "Invalid ShardIteratorType: %s".formatted(Call.text(request, "ShardIteratorType")));
                };
        return Json.object().put("ShardIterator", new ShardIterator(arn, after, clock.millis()).text());
    }

    private static long number(ObjectNode request) {
        return ShownRecord.number(required(request, "SequenceNumber"));
    }

    /** The current position of the last record, by binary search: numbers have no gaps. */
    private long latest(KnownStream stream) {
        if (stream.last() != null) {
            return stream.last();
        }
        long last = stream.after();
        long step = 1;
        while (hasMore(stream, last + step)) {
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (hasMore(stream, last + step - 1)) {
                last += step;
            }
        }
        return last;
    }

    private boolean hasMore(KnownStream stream, long after) {
        return !log.read(stream, after, 1).isEmpty();
    }

    /** The position, if the next record still exists: numbers have no gaps. */
    private long kept(KnownStream stream, long after) {
        long from = Math.max(after, stream.after());
        List<ObjectNode> next = log.read(stream, from, 1);
        if (!next.isEmpty() && EngineLog.number(next.get(0)) > from + 1) {
            throw ApiException.trimmed("The operation attempted to read past the oldest stream record in a shard");
        }
        return from;
    }

    private ObjectNode records(ObjectNode request, String region) {
        ShardIterator place = ShardIterator.of(required(request, "ShardIterator"), clock.millis());
        KnownStream stream = streams.find(place.stream());
        List<ObjectNode> logged = log.read(stream, place.after(), limit(request, MOST_RECORDS));
        long last = logged.isEmpty() ? place.after() : EngineLog.number(logged.get(logged.size() - 1));
        ObjectNode answer = Json.object();
        ArrayNode records = answer.putArray("Records");
        logged.forEach(record -> ShownRecord.of(record, stream, region).ifPresent(records::add));
        boolean ended = stream.last() != null && last >= stream.last();
        if (!ended) {
            answer.put("NextShardIterator", new ShardIterator(place.stream(), last, clock.millis()).text());
        }
        return answer;
    }

    private static int limit(ObjectNode request, int most) {
        JsonNode limit = request.path("Limit");
        if (limit.isMissingNode() || limit.isNull()) {
            return most;
        }
        if (!limit.isInt() || limit.asInt() < 1 || limit.asInt() > most) {
            throw ApiException.invalid(
                    "1 validation error detected: Value '%s' at 'limit' failed to satisfy constraint: Member must have value between 1 and %d"
                            .formatted(limit, most));
        }
        return limit.asInt();
    }

    private static String required(ObjectNode request, String name) {
        String text = Call.text(request, name);
        if (text == null) {
            throw ApiException.invalid(
                    "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                            .formatted(Character.toLowerCase(name.charAt(0)) + name.substring(1)));
        }
        return text;
    }
}
