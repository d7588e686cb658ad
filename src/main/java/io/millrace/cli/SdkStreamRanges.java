package io.millrace.cli;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.mapping.StreamRange;
import io.millrace.redrive.Redrive;
import io.millrace.source.StreamRangeReader;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads ranges of streams in the Region and with the credentials that the SDK finds. */
final class SdkStreamRanges implements Redrive.StreamRanges {

    private final Supplier<DynamoDbStreamsClient> client;

    SdkStreamRanges(AwsClients clients) {
        this.client = clients.client(RedriveCommand.NAME, ClientSettings.DEFAULT, DynamoDbStreamsClient::builder);
    }

    @Override
    public List<DynamodbStreamRecord> read(StreamRange range) {
        return new StreamRangeReader(client.get()).read(range);
    }
}
