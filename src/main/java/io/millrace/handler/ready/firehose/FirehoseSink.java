package io.millrace.handler.ready.firehose;

import io.millrace.aws.Answers;
import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
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
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/** A Firehose stream. Any thread may call. */
record FirehoseSink(String stream, Function<Change<Item>, String> text, Supplier<FirehoseClient> client)
        implements Sink<Record> {

    /**
     * A stream that is throttled has room again after a second, which these tries outlast. Source: "Amazon Data Firehose quota"
     * in the Amazon Data Firehose Developer Guide.
     */
    static final Limits LIMITS = new Limits(500, 4 * 1024 * 1024, 6);

    /** The most bytes of a record; from the same page. */
    private static final int LARGEST = 1000 * 1024;

    private static final EntryResults<PutRecordBatchResponseEntry> RESULTS =
            new EntryResults<>(PutRecordBatchResponseEntry::errorCode, PutRecordBatchResponseEntry::errorMessage);

    @Override
    public Record entry(Change<Item> change) {
        SdkBytes data = SdkBytes.fromUtf8String(Characters.whole("the record", text.apply(change)));
        Record entry = Record.builder().data(data).build();
        if (bytes(entry) == 0 || bytes(entry) > LARGEST) {
            throw new IllegalArgumentException(
                    "the record has %d bytes; a Firehose stream accepts 1 to %d".formatted(bytes(entry), LARGEST));
        }
        return entry;
    }

    @Override
    public int bytes(Record entry) {
        return entry.data().asByteArrayUnsafe().length;
    }

    @Override
    public Map<Integer, Refusal> send(List<Record> entries) {
        return RESULTS.refusals(
                server(),
                "record",
                entries.size(),
                client.get()
                        .putRecordBatch(
                                batch -> batch.deliveryStreamName(stream).records(entries))
                        .requestResponses());
    }

    @Override
    public Optional<Throwable> refusal(Exception failure) {
        return Answers.refusal(server(), failure);
    }

    private String server() {
        return "Firehose stream '%s'".formatted(stream);
    }
}
