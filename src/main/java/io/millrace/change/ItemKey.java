package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The identity of an item: all its key attributes. Two keys are equal when they name the same item in DynamoDB, as
 * {@code 7} and {@code 7.0} do. Their order has no meaning; maps use it to find keys with equal hashes.
 */
public final class ItemKey implements Comparable<ItemKey> {

    private static final int DIGITS = 32;

    private final List<Object> identity;
    private final int hash;

    private ItemKey(List<Object> identity, int hash) {
        this.identity = identity;
        this.hash = hash;
    }

    /** The item of a record, even if other parts of the record are unreadable. Empty if its keys are. */
    public static Optional<ItemKey> find(DynamodbStreamRecord record) {
        try {
            return record.getDynamodb() == null
                    ? Optional.empty()
                    : Optional.of(of(Change.requireKeys(record.getDynamodb())));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    static ItemKey of(Map<String, AttributeValue> keys) {
        if (keys.size() == 1) {
            Object part = part(keys.values().iterator().next());
            return new ItemKey(List.of(part), part.hashCode());
        }
        List<Object> parts = new ArrayList<>(2 * keys.size());
        int hash = 0; // that of a map: a local shard's lanes depend on it across restarts
        for (Map.Entry<String, AttributeValue> key : new TreeMap<>(keys).entrySet()) {
            Object part = part(key.getValue());
            parts.add(key.getKey());
            parts.add(part);
            hash += key.getKey().hashCode() ^ part.hashCode();
        }
        return new ItemKey(parts, hash);
    }

    private static Object part(AttributeValue value) {
        Object plain = AttributeValues.toPlain(value);
        if (plain instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (plain == null) {
            throw new MalformedRecordException("a key attribute is NULL; keys are of type S, N or B");
        }
        return plain;
    }

    /** 32 hexadecimal digits that identify the key without revealing it; equal keys have equal digits. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        for (Object part : identity) {
            String plain = part instanceof ByteBuffer binary ? hex(binary) : part.toString();
            text.append(type(part)).append(plain.length()).append(':').append(plain);
        }
        return Sha256.of(text.toString()).substring(0, DIGITS);
    }

    private static char type(Object part) {
        if (part instanceof ByteBuffer) {
            return 'B';
        }
        return part instanceof BigDecimal ? 'N' : 'S';
    }

    private static String hex(ByteBuffer binary) {
        byte[] bytes = new byte[binary.remaining()];
        binary.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(ItemKey other) {
        int order = Integer.compare(identity.size(), other.identity.size());
        Iterator<Object> parts = other.identity.iterator();
        for (int i = 0; order == 0 && i < identity.size(); i++) {
            order = compare(identity.get(i), parts.next());
        }
        return order;
    }

    private static int compare(Object one, Object other) {
        if (one instanceof String text && other instanceof String text2) {
            return text.compareTo(text2);
        }
        if (one instanceof BigDecimal number && other instanceof BigDecimal number2) {
            return number.compareTo(number2);
        }
        if (one instanceof ByteBuffer binary && other instanceof ByteBuffer binary2) {
            return binary.compareTo(binary2);
        }
        return one.getClass().getName().compareTo(other.getClass().getName());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemKey key && hash == key.hash && identity.equals(key.identity);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Contains no values, since logs have no item contents. */
    @Override
    public String toString() {
        return "ItemKey@" + Integer.toHexString(hash);
    }
}
