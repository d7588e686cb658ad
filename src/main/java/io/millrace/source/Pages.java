package io.millrace.source;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads pages of a shard. */
final class Pages {

    private Pages() {}

    /**
     * The page where an iterator points to. Without an iterator for the next one it is the last of a closed shard.
     *
     * @throws SdkClientException if the answer has no list of records: its lack of an iterator means nothing either
     */
    static GetRecordsResponse read(DynamoDbStreamsClient streams, String iterator) {
        GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(iterator));
        if (!page.hasRecords()) {
            throw SdkClientException.create("GetRecords has answered without a list of records");
        }
        return page;
    }
}
