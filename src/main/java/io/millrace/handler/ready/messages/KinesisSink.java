package io.millrace.handler.ready.messages;

import io.millrace.aws.Answers;
import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.AwsResource;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.handler.kit.EntryResults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A data stream. Any thread may call. */
record KinesisSink(
        AwsResource stream,
        Function<Change<Item>, String> text,
        Function<Change<Item>, String> partitionKey,
        Supplier<KinesisClient> client)
        implements Sink<PutRecordsRequestEntry> {

    /**
     * The limits of every stream. A shard that is full has room again after a second, which these tries outlast. Source:
     * "PutRecords" in the Amazon Kinesis Data Streams API Reference.
     */
    static final Limits LIMITS = new Limits(500, 5 * 1024 * 1024, 6);

    /**
     * The most bytes of a record, unless the stream is configured otherwise; a larger record would fail all others of its
     * call.
     */
    private static final int LARGEST = 1024 * 1024;

    private static final int LONGEST_KEY = 256;

    private static final EntryResults<PutRecordsResultEntry> RESULTS =
            new EntryResults<>(PutRecordsResultEntry::errorCode, PutRecordsResultEntry::errorMessage);

    @Override
    public PutRecordsRequestEntry entry(Change<Item> change) {
        PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
                .partitionKey(requireKey(partitionKey.apply(change)))
                .data(SdkBytes.fromUtf8String(Characters.whole("the record", text.apply(change))))
                .build();
        if (bytes(entry) > LARGEST) {
            throw new IllegalArgumentException(
                    "%d bytes are too large; a stream accepts %d".formatted(bytes(entry), LARGEST));
        }
        return entry;
    }

    private static String requireKey(String key) {
        int length = key.codePointCount(0, key.length());
        if (length == 0 || length > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "the partition key has %d characters; a stream accepts 1 to %d".formatted(length, LONGEST_KEY));
        }
        return Characters.whole("the partition key", key);
    }

    @Override
    public int bytes(PutRecordsRequestEntry entry) {
        return entry.data().asByteArrayUnsafe().length + Bytes.of(entry.partitionKey());
    }

    @Override
    public Map<Integer, Refusal> send(List<PutRecordsRequestEntry> entries) {
        return RESULTS.refusals(
                "stream '%s'".formatted(stream),
                "record",
                entries.size(),
                client.get().putRecords(request(entries)).records());
    }

    private PutRecordsRequest request(List<PutRecordsRequestEntry> entries) {
        PutRecordsRequest.Builder request = PutRecordsRequest.builder().records(entries);
        stream.arn().ifPresentOrElse(arn -> request.streamARN(arn.text()), () -> request.streamName(stream.text()));
        return request.build();
    }

    @Override
    public Optional<Throwable> refusal(Exception failure) {
        return Answers.refusal("stream '%s'".formatted(stream), failure);
    }
}
