package io.millrace.testkit;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Kinesis in a process of its own. It knows streams by name only, and its shards are never full. */
public final class KinesisServer implements AutoCloseable {

    private final LocalServer server;

    /** What is in a stream. */
    public record Entry(String shard, String partitionKey, String data) {}

    private KinesisServer(LocalServer server) {
        this.server = server;
    }

    /** Starts one without streams. */
    public static KinesisServer start() {
        return new KinesisServer(LocalServer.node(
                "kinesalite/cli.js",
                Map.of(),
                "--createStreamMs",
                "0",
                "--deleteStreamMs",
                "0",
                "--shardLimit",
                "1000"));
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** Makes a stream of three shards and returns its name. */
    public String stream(String name) {
        call("CreateStream", Map.of("StreamName", name, "ShardCount", 3));
        await("the stream")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> describe(name).path("StreamStatus").stringValue().equals("ACTIVE"));
        return name;
    }

    /** All that is in a stream, shard by shard, in order. */
    public List<Entry> entries(String stream) {
        List<Entry> all = new ArrayList<>();
        describe(stream)
                .path("Shards")
                .forEach(shard -> read(stream, shard.path("ShardId").stringValue(), all));
        return all;
    }

    private void read(String stream, String shard, List<Entry> into) {
        String next = call(
                        "GetShardIterator",
                        Map.of("StreamName", stream, "ShardId", shard, "ShardIteratorType", "TRIM_HORIZON"))
                .path("ShardIterator")
                .stringValue();
        JsonNode records;
        do {
            JsonNode answer = call("GetRecords", Map.of("ShardIterator", next));
            records = answer.path("Records");
            records.forEach(record -> into.add(entry(shard, record)));
            next = answer.path("NextShardIterator").stringValue();
        } while (!records.isEmpty());
    }

    /** Shows what was put as CBOR, as clients of AWS do, as a list of bytes. */
    private static Entry entry(String shard, JsonNode record) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        record.path("Data").path("data").forEach(one -> data.write(one.intValue()));
        return new Entry(shard, record.path("PartitionKey").stringValue(), data.toString(StandardCharsets.UTF_8));
    }

    private JsonNode describe(String stream) {
        return call("DescribeStream", Map.of("StreamName", stream)).path("StreamDescription");
    }

    private JsonNode call(String operation, Map<String, ?> request) {
        return JsonCalls.call(server.endpoint(), "Kinesis_20131202." + operation, request);
    }

    @Override
    public void close() {
        server.close();
    }
}
