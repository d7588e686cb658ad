package io.millrace.cli;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.mapping.StreamRange;
import io.millrace.redrive.ReplayReader;
import io.millrace.source.StreamRangeReader;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** SdkStreamRanges where the SDK's own chain of settings says they are. */
final class SdkStreamRanges implements ReplayReader.StreamRanges {

    @Override
    public List<DynamodbStreamRecord> read(StreamRange range) {
        try (DynamoDbStreamsClient client = DynamoDbStreamsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return new StreamRangeReader(client).read(range);
        }
    }
}
