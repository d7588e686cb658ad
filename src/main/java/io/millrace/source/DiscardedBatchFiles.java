package io.millrace.source;

import io.millrace.event.EventWriter;
import io.millrace.files.PrivateFiles;
import io.millrace.mapping.DiscardedBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes discarded batches to a directory, in the form that Lambda writes to S3, whatever destination a mapping names:
 * nothing leaves this machine. The command {@code redrive --from file:…} handles them again. Source: "Retain
 * discarded records for a DynamoDB event source" in the AWS Lambda Developer Guide.
 */
final class DiscardedBatchFiles implements Destination {

    private final Path directory;
    private final UnaryOperator<String> arn;

    /**
     * @param arn returns the ARN to write for the ARN of a stream
     */
    DiscardedBatchFiles(Path directory, UnaryOperator<String> arn) {
        this.directory = directory;
        this.arn = arn;
    }

    @Override
    public void send(DiscardedBatch batch) {
        String name = "%s-%s-%s.json"
                .formatted(
                        batch.range().shardId(),
                        batch.range().first(),
                        batch.range().last());
        Path file = directory.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_"));
        byte[] json = JsonMapper.shared().writeValueAsBytes(json(batch));
        try {
            PrivateFiles.write(file, out -> out.write(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> json(DiscardedBatch batch) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "requestContext",
                Map.of(
                        "requestId", UUID.randomUUID().toString(),
                        "functionArn", "arn:aws:lambda:us-east-1:000000000000:function:millrace",
                        "condition", batch.condition().toString(),
                        "approximateInvokeCount", batch.deliveries()));
        json.put("responseContext", Map.of("statusCode", 200, "executedVersion", "$LATEST"));
        json.put("version", "1.0");
        json.put("timestamp", batch.at().toString());
        json.put("DDBStreamBatchInfo", info(batch));
        json.put("payload", new String(EventWriter.write(batch.event()), StandardCharsets.UTF_8));
        return json;
    }

    private Map<String, Object> info(DiscardedBatch batch) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("shardId", batch.range().shardId());
        info.put("startSequenceNumber", batch.range().first().text());
        info.put("endSequenceNumber", batch.range().last().text());
        info.put("approximateArrivalOfFirstRecord", batch.first().toString());
        info.put("approximateArrivalOfLastRecord", batch.last().toString());
        info.put("batchSize", batch.event().getRecords().size());
        info.put("streamArn", arn.apply(batch.range().streamArn()));
        return info;
    }
}
