package io.millrace.local.dynoxide;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads streams of one shard by AWS's own client. */
record StreamReader(DynamoDbStreamsClient client) {

    /** All records, until a page is empty or the shard ends. */
    List<Record> records(String arn) {
        List<Record> records = new ArrayList<>();
        String iterator = iterator(arn, ShardIteratorType.TRIM_HORIZON, null);
        while (iterator != null) {
            GetRecordsResponse page = page(iterator);
            records.addAll(page.records());
            iterator = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }

    List<String> names(String arn) {
        return records(arn).stream().map(Record::eventNameAsString).toList();
    }

    GetRecordsResponse page(String iterator) {
        return client.getRecords(request -> request.shardIterator(iterator));
    }

    String iterator(String arn, ShardIteratorType type, String sequenceNumber) {
        return client.getShardIterator(request -> request.streamArn(arn)
                        .shardId(shard(arn).shardId())
                        .shardIteratorType(type)
                        .sequenceNumber(sequenceNumber))
                .shardIterator();
    }

    Shard shard(String arn) {
        return client.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0);
    }
}
