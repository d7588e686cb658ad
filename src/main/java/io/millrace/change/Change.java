package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change of one item: a read-only view over one record of a DynamoDB stream.
 *
 * @param <T> the type of its images: {@link Item}, or a type of the handler's own
 */
public final class Change<T> {

    private static final String TTL_PRINCIPAL = "dynamodb.amazonaws.com";

    private final DynamodbStreamRecord record;
    private final String table;
    private final EventName event;
    private final SequenceNumber sequenceNumber;
    private final Function<Item, T> reader;
    private @Nullable T oldItem;
    private @Nullable T newItem;

    private Change(Change<?> change, Function<Item, T> reader) {
        this(change.record, change.table, change.event, change.sequenceNumber, reader);
    }

    private Change(
            DynamodbStreamRecord record,
            String table,
            EventName event,
            SequenceNumber number,
            Function<Item, T> reader) {
        this.record = record;
        this.table = table;
        this.event = event;
        this.sequenceNumber = number;
        this.reader = reader;
    }

    /**
     * Creates a view over a record.
     *
     * @param table the table's name
     * @throws MalformedRecordException if the record lacks what every stream record has: a known event name, keys, a
     *     sequence number
     */
    public static Change<Item> of(DynamodbStreamRecord record, String table) {
        if (record instanceof UnreadableRecord unreadable) {
            throw new MalformedRecordException(unreadable.problem());
        }
        StreamRecord stream = record.getDynamodb();
        if (stream == null || stream.getSequenceNumber() == null) {
            throw new MalformedRecordException("it has no dynamodb.SequenceNumber");
        }
        requireKeys(stream);
        EventName event = EventName.of(record.getEventName());
        return new Change<>(record, table, event, new SequenceNumber(stream.getSequenceNumber()), Function.identity());
    }

    static Map<String, AttributeValue> requireKeys(StreamRecord stream) {
        if (stream.getKeys() == null || stream.getKeys().isEmpty()) {
            throw new MalformedRecordException("it has no dynamodb.Keys");
        }
        stream.getKeys().values().forEach(Change::requireKeyType);
        return stream.getKeys();
    }

    private static void requireKeyType(AttributeValue key) {
        if (key.getS() == null && key.getN() == null && key.getB() == null) {
            throw new MalformedRecordException("a key attribute is of none of the types S, N and B");
        }
        if (key.getN() != null) {
            requireNumber(key.getN());
        }
    }

    private static void requireNumber(String key) {
        try {
            Numbers.read(key);
        } catch (NumberFormatException e) {
            throw new MalformedRecordException("a key attribute of type N holds %s".formatted(e.getMessage()));
        }
    }

    /** The same change with its images read as another type. Each image is read once, on its first use. */
    public <U> Change<U> as(Function<Item, U> reader) {
        return new Change<>(this, reader);
    }

    /** What happened to the item. */
    public EventName event() {
        return event;
    }

    /** The table's name. */
    public String table() {
        return table;
    }

    /** The key attributes. */
    public Item keys() {
        return Item.of(record.getDynamodb().getKeys());
    }

    /** The item's identity, for maps and comparisons. */
    public ItemKey itemKey() {
        return ItemKey.of(record.getDynamodb().getKeys());
    }

    /**
     * The item before the change.
     *
     * @throws AbsentImageException if the record has none: it is an INSERT, or the stream view type excludes it
     */
    public T oldItem() {
        return findOldItem().orElseThrow(this::noOldItem);
    }

    /**
     * The item after the change.
     *
     * @throws AbsentImageException if the record has none: it is a REMOVE, or the stream view type excludes it
     */
    public T newItem() {
        return findNewItem().orElseThrow(this::noNewItem);
    }

    /** The item before the change, if the record has it. */
    public Optional<T> findOldItem() {
        Map<String, AttributeValue> image = record.getDynamodb().getOldImage();
        if (oldItem == null && image != null) {
            oldItem = reader.apply(Item.of(image));
        }
        return Optional.ofNullable(oldItem);
    }

    /** The item after the change, if the record has it. */
    public Optional<T> findNewItem() {
        Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
        if (newItem == null && image != null) {
            newItem = reader.apply(Item.of(image));
        }
        return Optional.ofNullable(newItem);
    }

    /**
     * The differences between the images. In an INSERT or a REMOVE, every attribute differs.
     *
     * @throws AbsentImageException if the stream view type excludes an image that the comparison needs
     */
    public ItemDiff diff() {
        Change<Item> plain = as(Function.identity());
        Item before = event == EventName.INSERT ? Item.of(Map.of()) : plain.oldItem();
        Item after = event == EventName.REMOVE ? Item.of(Map.of()) : plain.newItem();
        return new ItemDiff(before, after);
    }

    /** The record's position in its shard. */
    public SequenceNumber sequenceNumber() {
        return sequenceNumber;
    }

    /** The ARN of its stream; a hand-written record may lack it. */
    public Optional<String> streamArn() {
        return Optional.ofNullable(record.getEventSourceARN());
    }

    /**
     * The label of its stream, which is the stream's creation time; a hand-written record may lack it. In a new
     * stream of the same table, sequence numbers start over.
     */
    public Optional<String> streamLabel() {
        return StreamArn.label(record.getEventSourceARN());
    }

    /** Its position among all changes of its table. */
    public Position position() {
        return new Position(streamLabel().orElse(""), sequenceNumber);
    }

    /** The record's own id; the sequence number if a hand-written record lacks an id. */
    public String eventId() {
        return record.getEventID() == null ? sequenceNumber.text() : record.getEventID();
    }

    /** When DynamoDB recorded the change, to the second; hand-written records may lack it. */
    public Optional<Instant> approximateCreationTime() {
        return Optional.ofNullable(record.getDynamodb().getApproximateCreationDateTime())
                .map(EpochTime::of);
    }

    /**
     * Whether the item was removed because its time to live ended. Source: "DynamoDB Streams and Time to Live" in the
     * Amazon DynamoDB Developer Guide; a replica of a global table does not have this information.
     */
    public boolean expired() {
        Identity identity = record.getUserIdentity();
        return event == EventName.REMOVE
                && identity != null
                && "Service".equals(identity.getType())
                && TTL_PRINCIPAL.equals(identity.getPrincipalId());
    }

    /** The record as AWS's own bean: a deep copy, so that modifications have no effect elsewhere. */
    public DynamodbStreamRecord record() {
        return Copies.of(record);
    }

    /**
     * The record itself, which all callers share: callers only read it, and never modify it or pass it to handlers.
     */
    public DynamodbStreamRecord original() {
        return record;
    }

    /** Identifies the record, without its contents. */
    @Override
    public String toString() {
        return "%s %s %s".formatted(table, event, sequenceNumber);
    }

    private AbsentImageException noOldItem() {
        return absent(event == EventName.INSERT, "old", "OLD_IMAGE");
    }

    private AbsentImageException noNewItem() {
        return absent(event == EventName.REMOVE, "new", "NEW_IMAGE");
    }

    private AbsentImageException absent(boolean never, String which, String viewType) {
        String view = record.getDynamodb().getStreamViewType();
        String reason = "the record does not have it";
        if (never) {
            reason = "no %s has one".formatted(event);
        } else if (view != null && !view.equals(viewType) && !view.equals("NEW_AND_OLD_IMAGES")) {
            reason = "the table's stream view type is %s, and only %s and NEW_AND_OLD_IMAGES have it"
                    .formatted(view, viewType);
        }
        return new AbsentImageException("%s record %s of table '%s' has no %s image: %s"
                .formatted(event, sequenceNumber, table, which, reason));
    }
}
