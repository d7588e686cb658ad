package io.millrace.testkit.streams;

import io.millrace.testkit.streams.ModelShard.Entry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;

/** Pages of records: of 1,000 or about a megabyte at most. Source: "GetRecords" in the Amazon DynamoDB Streams API Reference. */
final class RecordPages {

    private static final int MOST_RECORDS = 1_000;
    private static final long MOST_BYTES = 1024 * 1024;

    private final Account account;

    RecordPages(Account account) {
        this.account = account;
    }

    GetRecordsResponse answer(Request request) {
        int limit = request.limit(MOST_RECORDS);
        ShardIterator iterator = iterator(request);
        ModelShard shard = shard(iterator);
        if (shard.isTrimmedAt(iterator.from(), account.now())) {
            throw StreamsError.trimmed();
        }
        List<Entry> rest = shard.from(iterator.from());
        List<Entry> page = page(rest, limit);
        boolean atEnd = !shard.isOpen() && page.size() == rest.size();
        boolean last = atEnd && (page.isEmpty() || !account.has(Manner.ENDS_IN_AN_EMPTY_PAGE));
        return GetRecordsResponse.builder()
                .records(page.stream().map(Entry::record).toList())
                .nextShardIterator(last ? null : behind(page, iterator))
                .build();
    }

    /** A page before the records. */
    GetRecordsResponse empty(Request request) {
        synchronized (account) {
            return GetRecordsResponse.builder()
                    .records(List.of())
                    .nextShardIterator(behind(List.of(), iterator(request)))
                    .build();
        }
    }

    private ShardIterator iterator(Request request) {
        ShardIterator iterator = ShardIterator.parse(request.required("ShardIterator"));
        if (iterator.isExpired(account.now())) {
            throw StreamsError.expired();
        }
        return iterator;
    }

    private ModelShard shard(ShardIterator iterator) {
        return account.stream(iterator.streamArn()).shard(iterator.shardId(), account.now());
    }

    private static List<Entry> page(List<Entry> rest, int limit) {
        List<Entry> page = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : rest) {
            bytes += entry.record().dynamodb().sizeBytes();
            if (page.size() == limit || bytes > MOST_BYTES && !page.isEmpty()) {
                break;
            }
            page.add(entry);
        }
        return page;
    }

    private String behind(List<Entry> page, ShardIterator iterator) {
        BigInteger from = page.isEmpty()
                ? iterator.from()
                : page.get(page.size() - 1).number().add(BigInteger.ONE);
        return new ShardIterator(iterator.streamArn(), iterator.shardId(), from, account.now()).text();
    }
}
