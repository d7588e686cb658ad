package io.millrace.testkit;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes of a table {@value #TABLE} as its stream would tell them: items with the key {@code id} come, change and go, with
 * both images. Each image has {@code id}, {@code kind} (a, b or c), {@code amount} (a number) and {@code mark}, the
 * sequence number of the change that wrote it.
 */
public final class History {

    public static final String TABLE = "Things";

    private static final BigInteger FIRST = new BigInteger("100000000000000000000");
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    private final List<DynamodbStreamRecord> records = new ArrayList<>();
    private final Random random;
    private final Duration step;

    private History(long seed, Duration step) {
        this.random = new Random(seed);
        this.step = step;
    }

    /** Changes by chance, the same for the same seed. */
    public static List<DynamodbStreamRecord> random(long seed, int records, int items) {
        return random(seed, records, items, Duration.ofSeconds(1));
    }

    /**
     * Changes by chance, the same for the same seed.
     *
     * @param step of time from one to the next
     */
    public static List<DynamodbStreamRecord> random(long seed, int records, int items, Duration step) {
        History history = new History(seed, step);
        while (history.records.size() < records) {
            history.change("item-" + history.random.nextInt(items));
        }
        return history.records;
    }

    /** An item that comes, one that comes and changes, one that comes and goes, and one that goes and comes back. */
    public static List<DynamodbStreamRecord> ofEachKind() {
        History history = new History(1, Duration.ofSeconds(1));
        List.of("a", "b", "c", "d").forEach(history::put);
        history.put("b");
        history.remove("c");
        history.remove("d");
        history.put("d");
        return history.records;
    }

    /** A change of an item of its own, with a text of so many characters. */
    public static DynamodbStreamRecord large(String sequenceNumber, int characters) {
        return Records.insert()
                .table(TABLE)
                .sequenceNumber(sequenceNumber)
                .key("id", s("large"))
                .after("text", s("x".repeat(characters)))
                .build();
    }

    /** What the table holds after these changes, by key. */
    public static Map<String, Map<String, AttributeValue>> tableAfter(List<DynamodbStreamRecord> records) {
        Map<String, Map<String, AttributeValue>> table = new LinkedHashMap<>();
        for (DynamodbStreamRecord record : records) {
            String id = record.getDynamodb().getKeys().get("id").getS();
            if (record.getEventName().equals("REMOVE")) {
                table.remove(id);
            } else {
                table.put(id, record.getDynamodb().getNewImage());
            }
        }
        return table;
    }

    /** The sequence numbers leave room between them: one that comes right before that of a record. */
    public static String numberBefore(DynamodbStreamRecord record) {
        return new BigInteger(number(record)).subtract(BigInteger.valueOf(5)).toString();
    }

    /** The sequence number of a record. */
    public static String number(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }

    private void change(String id) {
        if (items.containsKey(id) && random.nextInt(4) == 0) {
            remove(id);
        } else {
            put(id);
        }
    }

    private void put(String id) {
        Map<String, AttributeValue> before = items.get(id);
        Map<String, AttributeValue> after = new LinkedHashMap<>();
        after.put("id", s(id));
        after.put("kind", s(String.valueOf("abc".charAt(random.nextInt(3)))));
        after.put("amount", n(random.nextInt(10_000) + "." + (1 + random.nextInt(9))));
        after.put("mark", s(nextNumber()));
        RecordBuilder record = before == null ? Records.insert() : Records.modify();
        if (before != null) {
            before.forEach(record::before);
        }
        after.forEach(record::after);
        add(record, id);
        items.put(id, after);
    }

    private void remove(String id) {
        RecordBuilder record = Records.remove();
        items.remove(id).forEach(record::before);
        add(record, id);
    }

    private void add(RecordBuilder record, String id) {
        records.add(record.table(TABLE)
                .eventId("event-" + nextNumber())
                .sequenceNumber(nextNumber())
                .createdAt(START.plus(step.multipliedBy(records.size())))
                .key("id", s(id))
                .build());
    }

    private String nextNumber() {
        return FIRST.add(BigInteger.valueOf(10L * records.size())).toString();
    }
}
