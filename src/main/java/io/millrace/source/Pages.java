package io.millrace.source;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads pages of a shard. */
final class Pages {

    private Pages() {}

    /**
     * Reads the page at an iterator. A page without an iterator for the next one is the last of a closed shard.
     *
     * @throws SdkClientException if the answer has no list of records: then a missing iterator means nothing
     */
    static GetRecordsResponse read(DynamoDbStreamsClient streams, String iterator) {
        GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(iterator));
        if (!page.hasRecords()) {
            throw SdkClientException.create("GetRecords has answered without a list of records");
        }
        return page;
    }
}
