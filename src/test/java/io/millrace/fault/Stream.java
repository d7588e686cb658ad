package io.millrace.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A shard of random changes over some items. Sequence numbers gain a digit on the way. */
final class Stream {

    static final int RECORDS = Integer.getInteger("fault.records", 1_000);

    private static final int ITEMS = 300;
    private static final int POISON_ONE_IN = 200;
    private static final long FIRST = 99_999_999_999_999_000L;

    private static final String RECORD = """
            {"eventID": "%1$s", "eventName": "MODIFY", "eventSource": "aws:dynamodb",
             "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/things/stream/2026-01-01T00:00:00.000",
             "dynamodb": {"Keys": {"id": {"S": "%2$s"}}, "NewImage": {"id": {"S": "%2$s"}%3$s}, "SequenceNumber": "%4$d",
                          "StreamViewType": "NEW_AND_OLD_IMAGES"}}""";

    /**
     * @param place in the shard
     */
    record Entry(int place, String item, boolean poison) {

        long number() {
            return FIRST + place;
        }

        /** The effect that this handler should have had. */
        String effect(String handler) {
            return "%s %s %d".formatted(handler, item, number());
        }

        private String json() {
            String poisoned = poison ? ", \"poison\": {\"BOOL\": true}" : "";
            return RECORD.formatted("event-" + place, item, poisoned, number());
        }
    }

    private final List<Entry> entries;
    private final Map<String, Integer> places;

    Stream(Random random) {
        this.entries = IntStream.range(0, RECORDS)
                .mapToObj(
                        place -> new Entry(place, "item-" + random.nextInt(ITEMS), random.nextInt(POISON_ONE_IN) == 0))
                .toList();
        this.places = entries.stream().collect(Collectors.toMap(entry -> "" + entry.number(), Entry::place));
    }

    List<Entry> entries() {
        return entries;
    }

    /** Where the record with this sequence number is. */
    int place(String number) {
        return places.get(number);
    }

    /** The event that Lambda would send for these places. */
    byte[] event(int from, int to) {
        return entries.subList(from, to).stream()
                .map(Entry::json)
                .collect(Collectors.joining(",", "{\"Records\": [", "]}"))
                .getBytes(UTF_8);
    }
}
