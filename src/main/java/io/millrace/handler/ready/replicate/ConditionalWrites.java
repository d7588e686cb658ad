package io.millrace.handler.ready.replicate;

import io.millrace.handler.ready.replicate.Write.Kind;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Writes of items on the condition that the items show an older version, as parts of transactions. */
record ConditionalWrites(String table, String versionAttribute) {

    TransactWriteItem put(Write write) {
        Condition newer = newer(write);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(write.item())
                        .conditionExpression(newer.expression())
                        .expressionAttributeNames(newer.names())
                        .expressionAttributeValues(newer.values()))
                .build();
    }

    TransactWriteItem removal(Write write) {
        Condition newer = newer(write);
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(write.key())
                        .conditionExpression(newer.expression())
                        .expressionAttributeNames(newer.names())
                        .expressionAttributeValues(newer.values()))
                .build();
    }

    /** Marks an existing item that is about to be removed. */
    TransactWriteItem mark(Write write) {
        Condition condition = ofMark(write);
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(write.key())
                        .updateExpression("SET #v = :v")
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
                .build();
    }

    /** Checks that no item exists that would be marked. */
    TransactWriteItem unmarked(Write write) {
        Condition condition = ofMark(write).negated();
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(write.key())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
                .build();
    }

    DeleteItemRequest removalOfMarked(Write write) {
        Condition marked = Condition.shows(versionAttribute, write.version().mark());
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(write.key())
                .conditionExpression(marked.expression())
                .expressionAttributeNames(marked.names())
                .expressionAttributeValues(marked.values())
                .build();
    }

    private Condition newer(Write write) {
        return Condition.newer(
                versionAttribute, write.version(), write.version().text());
    }

    private Condition ofMark(Write write) {
        String mark = write.version().mark();
        return write.kind() == Kind.REMOVE_OWN
                ? Condition.own(versionAttribute, write.version(), mark)
                : Condition.newer(versionAttribute, write.version(), mark)
                        .ofItemWith(write.key().keySet().iterator().next());
    }
}
