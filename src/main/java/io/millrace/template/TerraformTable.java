package io.millrace.template;

import io.millrace.mapping.Deployment.Table;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables as resources. Source: "aws_dynamodb_table" in the documentation of the provider hashicorp/aws. */
final class TerraformTable {

    private TerraformTable() {}

    /** The table with its stream, which no deployment deletes. */
    static Map<String, Object> of(Table table) {
        Map<String, Object> arguments = table(table.name(), TemplateKeys.of(table));
        arguments.put("stream_enabled", true);
        arguments.put("stream_view_type", table.streamViewType().toString());
        arguments.put("lifecycle", Map.of("prevent_destroy", true));
        return arguments;
    }

    /** The table for idempotency. */
    static Map<String, Object> ofIdempotency(String name) {
        Map<String, Object> arguments = table(name, List.of(new Key("id", KeySchema.Type.S)));
        Map<String, Object> live = new LinkedHashMap<>();
        live.put("attribute_name", "expires");
        live.put("enabled", true);
        arguments.put("ttl", live);
        return arguments;
    }

    private static Map<String, Object> table(String name, List<Key> keys) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("name", name);
        table.put("billing_mode", "PAY_PER_REQUEST");
        table.put("hash_key", keys.get(0).name());
        if (keys.size() > 1) {
            table.put("range_key", keys.get(1).name());
        }
        table.put("attribute", keys.stream().map(TerraformTable::attribute).toList());
        return table;
    }

    private static Map<String, Object> attribute(Key key) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put("name", key.name());
        attribute.put("type", String.valueOf(key.type()));
        return attribute;
    }
}
