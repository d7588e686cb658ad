package io.millrace.handler.ready.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The part of a transaction for one item of the view, as an update expression. */
final class ViewUpdate {

    private final String table;
    private final Contribution contribution;
    private final List<String> set = new ArrayList<>();
    private final List<String> add = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private ViewUpdate(String table, Contribution contribution) {
        this.table = table;
        this.contribution = contribution;
    }

    static TransactWriteItem of(String table, Contribution contribution, KnownExtremes known) {
        return new ViewUpdate(table, contribution).write(known);
    }

    private TransactWriteItem write(KnownExtremes known) {
        contribution.sums().forEach((name, sum) -> add.add("%s %s".formatted(name(name), value(Values.number(sum)))));
        contribution.values().forEach((name, value) -> set.add("%s = %s".formatted(name(name), value(value))));
        contribution
                .extremes()
                .forEach((name, extreme) -> extreme(name, extreme, known.stays(contribution.key(), name, extreme)));
        return set.isEmpty() && add.isEmpty() ? check() : update();
    }

    private void extreme(String attribute, Extreme extreme, boolean stays) {
        String name = name(attribute);
        String value = value(extreme.value());
        if (stays) {
            conditions.add("%s %s %s".formatted(name, extreme.kind().stays, value));
        } else {
            set.add("%s = %s".formatted(name, value));
            conditions.add("(attribute_not_exists(%s) OR %1$s %s %s)".formatted(name, extreme.kind().yields, value));
        }
    }

    private String name(String attribute) {
        String name = "#n" + names.size();
        names.put(name, attribute);
        return name;
    }

    private String value(AttributeValue value) {
        String name = ":v" + values.size();
        values.put(name, value);
        return name;
    }

    private TransactWriteItem update() {
        Update.Builder update = Update.builder()
                .tableName(table)
                .key(contribution.key().attributes())
                .updateExpression((clause("SET ", set) + clause(" ADD ", add)).strip())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
        if (!conditions.isEmpty()) {
            update.conditionExpression(String.join(" AND ", conditions))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        return TransactWriteItem.builder().update(update.build()).build();
    }

    private static String clause(String word, List<String> actions) {
        return actions.isEmpty() ? "" : word + String.join(", ", actions);
    }

    /** Returns a condition check, if every present value stays. */
    private TransactWriteItem check() {
        ConditionCheck check = ConditionCheck.builder()
                .tableName(table)
                .key(contribution.key().attributes())
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().conditionCheck(check).build();
    }
}
