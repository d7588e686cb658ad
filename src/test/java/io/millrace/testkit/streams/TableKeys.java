package io.millrace.testkit.streams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * The key attributes of a table.
 *
 * @param names the partition key, and the sort key if there is one
 */
record TableKeys(List<String> names) {

    String partition() {
        return names.get(0);
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new LinkedHashMap<>();
        names.forEach(name -> keys.put(name, Objects.requireNonNull(item.get(name), name)));
        return keys;
    }

    List<KeySchemaElement> schema() {
        List<KeySchemaElement> schema = new ArrayList<>();
        for (String name : names) {
            schema.add(KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return schema;
    }
}
