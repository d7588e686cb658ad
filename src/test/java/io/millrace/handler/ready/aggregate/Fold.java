package io.millrace.handler.ready.aggregate;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.testkit.History;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What views of {@link History} hold, folded one change at a time. */
final class Fold {

    /** A view by kind that takes back. */
    static final List<String> BY_KIND = List.of(
            "key: { PK: 'KIND#{{new.kind}}', SK: all }",
            "count: things",
            "add: { total: '{{new.amount}}' }",
            "max: { largest: '{{new.amount}}', lastMark: '{{new.mark}}' }",
            "min: { smallest: '{{new.amount}}' }");

    /** A view by item that counts changes. */
    static final List<String> BY_ITEM = List.of(
            "key: { PK: '{{table}}', SK: 'ITEM#{{keys.id}}' }",
            "subtract: false",
            "count: [changes, times]",
            "add: { total: '{{new.amount ?: 0.5}}' }",
            "set: { last: '{{new.mark ?: gone}}', amount: '{{new.amount ?: 0}}', kind: '{{event}} {{new.kind ?: none}}' }");

    private final Map<String, Map<String, Object>> view = new TreeMap<>();

    private Fold() {}

    static Map<String, Map<String, Object>> byKind(List<DynamodbStreamRecord> history) {
        Fold fold = new Fold();
        for (DynamodbStreamRecord record : history) {
            fold.count(record.getDynamodb().getOldImage(), -1);
            fold.count(record.getDynamodb().getNewImage(), 1);
        }
        return fold.view;
    }

    private void count(@Nullable Map<String, AttributeValue> image, int sign) {
        if (image == null) {
            return;
        }
        String key = "KIND#%s all".formatted(image.get("kind").getS());
        BigDecimal amount = ViewTables.number(image.get("amount").getN());
        add(key, "things", BigDecimal.valueOf(sign));
        add(key, "total", amount.multiply(BigDecimal.valueOf(sign)));
        if (sign > 0) {
            merge(key, "largest", amount, BigDecimal::max);
            merge(key, "smallest", amount, BigDecimal::min);
            merge(key, "lastMark", image.get("mark").getS(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
    }

    static Map<String, Map<String, Object>> byItem(List<DynamodbStreamRecord> history) {
        Fold fold = new Fold();
        history.forEach(fold::change);
        return fold.view;
    }

    private void change(DynamodbStreamRecord record) {
        String key = "Things ITEM#" + record.getDynamodb().getKeys().get("id").getS();
        Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
        BigDecimal amount =
                ViewTables.number(image == null ? "0" : image.get("amount").getN());
        String kind = image == null ? "none" : image.get("kind").getS();
        add(key, "changes", BigDecimal.ONE);
        add(key, "times", BigDecimal.ONE);
        add(key, "total", image == null ? new BigDecimal("0.5") : amount);
        put(key, "last", image == null ? "gone" : image.get("mark").getS());
        put(key, "amount", amount);
        put(key, "kind", record.getEventName() + " " + kind);
    }

    /** The part of a view by kind that the items which are there make up. */
    static Map<String, Map<String, Object>> ofItems(List<DynamodbStreamRecord> history) {
        Fold fold = new Fold();
        History.tableAfter(history).values().forEach(item -> fold.count(item, 1));
        return sums(fold.view);
    }

    /** Counts and totals of a view by kind, without those of kinds that have none. */
    static Map<String, Map<String, Object>> sums(Map<String, Map<String, Object>> view) {
        Map<String, Map<String, Object>> sums = new TreeMap<>();
        view.forEach((key, item) -> {
            if (!BigDecimal.ZERO.equals(item.get("things"))) {
                sums.put(key, Map.of("things", item.get("things"), "total", item.get("total")));
            }
        });
        return sums;
    }

    private void add(String key, String attribute, BigDecimal value) {
        merge(key, attribute, value, (one, other) -> ViewTables.number(one.add(other)));
    }

    private void put(String key, String attribute, Object value) {
        merge(key, attribute, value, (one, other) -> other);
    }

    @SuppressWarnings("unchecked")
    private <V> void merge(String key, String attribute, V value, BinaryOperator<V> both) {
        view.computeIfAbsent(key, none -> new TreeMap<>())
                .merge(attribute, value, (one, other) -> both.apply((V) one, (V) other));
    }
}
