package io.millrace.local.dynoxide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Translates ARNs. The program's ARNs have a fixed Region, and it knows tables only by their names. */
final class Arns {

    static final String ACCOUNT = "000000000000";

    private static final String ENGINE = "arn:aws:dynamodb:dynoxide:%s:".formatted(ACCOUNT);
    private static final Pattern TABLE =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]+:table/([a-zA-Z0-9_.-]{3,255})(/.*)?");
    private static final Pattern STREAM =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]+:table/([^/]+)/stream/([^/]+)");

    private Arns() {}

    /** The table and the label of a stream. */
    record StreamName(String table, String label) {}

    /**
     * The stream that an ARN names, whatever its Region and account.
     *
     * @throws ApiException if it is not the ARN of a stream
     */
    static StreamName stream(@Nullable String arn) {
        Matcher matcher = STREAM.matcher(arn == null ? "" : arn);
        if (!matcher.matches()) {
            throw ApiException.invalid("Invalid StreamArn: %s".formatted(arn));
        }
        return new StreamName(matcher.group(1), matcher.group(2));
    }

    /** An ARN of the program, with the given Region. */
    static String shown(String arn, String region) {
        return arn.startsWith(ENGINE)
                ? "arn:aws:dynamodb:%s:%s:".formatted(region, ACCOUNT) + arn.substring(ENGINE.length())
                : arn;
    }

    /** Replaces the Region in all ARNs of a response. */
    static void show(JsonNode answer, String region) {
        if (answer instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getValue() instanceof StringNode text) {
                    entry.setValue(StringNode.valueOf(shown(text.asString(), region)));
                } else {
                    show(entry.getValue(), region);
                }
            });
        } else if (answer instanceof ArrayNode array) {
            array.forEach(element -> show(element, region));
        }
    }

    /** Replaces the ARNs of tables in a request by their names; items are unchanged. */
    static void nameTables(ObjectNode request) {
        renameTable(request);
        if (request.path("RequestItems") instanceof ObjectNode items) {
            for (String table : items.propertyNames().toArray(new String[0])) {
                JsonNode requests = items.remove(table);
                items.set(name(table), requests);
            }
        }
        request.path("TransactItems").forEach(item -> item.forEach(Arns::renameTable));
        if (request.path("ResourceArn").isString()) {
            request.put(
                    "ResourceArn",
                    ENGINE + "table/" + name(request.path("ResourceArn").asString()));
        }
    }

    /** Replaces the names of tables in a response by those that the request used. */
    static void nameTablesAs(JsonNode asked, JsonNode answered) {
        if (answered instanceof ObjectNode tables) {
            for (String table : asked.propertyNames()) {
                JsonNode found = tables.remove(name(table));
                if (found != null) {
                    tables.set(table, found);
                }
            }
        }
    }

    private static void renameTable(JsonNode request) {
        if (request instanceof ObjectNode object && object.path("TableName").isString()) {
            object.put("TableName", name(object.path("TableName").asString()));
        }
    }

    /** The table's name, from an ARN or a name. */
    private static String name(String table) {
        Matcher matcher = TABLE.matcher(table);
        return matcher.matches() ? matcher.group(1) : table;
    }
}
