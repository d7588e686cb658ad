package io.millrace.template;

import io.millrace.mapping.Deployment.Table;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tables as resources. Source: "AWS::DynamoDB::Table" in the AWS CloudFormation Template Reference. */
final class SamTable {

    private SamTable() {}

    /** The table with its stream, which no deployment deletes. */
    static Map<String, Object> of(Table table) {
        Map<String, Object> properties = properties(table.name(), TemplateKeys.of(table));
        properties.put(
                "StreamSpecification",
                Map.of("StreamViewType", table.streamViewType().toString()));
        Map<String, Object> resource = new LinkedHashMap<>(Map.of("DeletionPolicy", "Retain"));
        resource.put("UpdateReplacePolicy", "Retain");
        resource.putAll(SamTemplate.resource("AWS::DynamoDB::Table", properties));
        return resource;
    }

    /** The table for idempotency. */
    static Map<String, Object> ofIdempotency(String name) {
        Map<String, Object> properties = properties(name, List.of(new Key("id", KeySchema.Type.S)));
        Map<String, Object> live = new LinkedHashMap<>();
        live.put("AttributeName", "expires");
        live.put("Enabled", true);
        properties.put("TimeToLiveSpecification", live);
        return SamTemplate.resource("AWS::DynamoDB::Table", properties);
    }

    private static Map<String, Object> properties(String name, List<Key> keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("TableName", name);
        properties.put("BillingMode", "PAY_PER_REQUEST");
        properties.put(
                "AttributeDefinitions", keys.stream().map(SamTable::definition).toList());
        properties.put(
                "KeySchema",
                Stream.of("HASH", "RANGE")
                        .limit(keys.size())
                        .map(type -> schema(keys.get(type.equals("HASH") ? 0 : 1), type))
                        .toList());
        return properties;
    }

    private static Map<String, Object> definition(Key key) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("AttributeName", key.name());
        definition.put("AttributeType", String.valueOf(key.type()));
        return definition;
    }

    private static Map<String, Object> schema(Key key, String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("AttributeName", key.name());
        schema.put("KeyType", type);
        return schema;
    }
}
