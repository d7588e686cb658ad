package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What can never work with the images that a table's stream carries is refused, and nothing else. */
class ViewTypeMistakesTests {

    private static final String HANDLERS = """
            millrace.handlers:
              says-new: { type: log, message: 'Now {{new.name}}' }
              says-old: { type: log, message: 'Then {{old.name}}' }
              says-all: { type: log, message: '{{new}}' }
              says-keys: { type: log, message: '{{event}} of {{keys.id}}' }
              says-maybe: { type: log, message: "{{new.name ?: nothing}}{{#old.name}}, was {{old.name}}{{/old.name}}" }
              attributes: { type: sqs, queue-url: 'https://sqs.eu-central-1.amazonaws.com/1/q', attributes: { name: '{{new.name}}' } }
              copies: { type: replicate, table: Others }
              finds: { type: search, endpoint: 'https://search.example', index: things, authentication: basic, username: me, password: 'a{{b}}{{' }
              sums: { type: aggregate, table: Sums, key: { PK: '{{keys.id}}' }, add: { total: '{{new.n ?: 0}}' } }
              counts: { type: aggregate, table: Sums, key: { PK: '{{keys.id}}' }, count: things }
            """;

    private static final String NEW_NEEDED =
            "the new image, but the table's view-type is %s. It needs NEW_IMAGE or NEW_AND_OLD_IMAGES.";
    private static final String OLD_NEEDED =
            "the old image, but the table's view-type is %s. It needs OLD_IMAGE or NEW_AND_OLD_IMAGES.";
    private static final String BOTH_NEEDED =
            "the old and the new image, but the table's view-type is %s. It needs NEW_AND_OLD_IMAGES.";

    private static final List<Arguments> REFUSED = List.of(
            arguments("KEYS_ONLY", "handler: restock, when: 'new.price > 5'", "when: it reads " + NEW_NEEDED),
            arguments("KEYS_ONLY", "handler: restock, when: \"new['price'] > 5\"", "when: it reads " + NEW_NEEDED),
            arguments("KEYS_ONLY", "handler: restock, when: 'new!=null'", "when: it reads " + NEW_NEEDED),
            arguments(
                    "KEYS_ONLY",
                    "handler: restock, when: 'keys.l.?[#root.old.x == 1].size() > 0'",
                    "when: it reads " + OLD_NEEDED),
            arguments("OLD_IMAGE", "handler: restock, when: 'new?.price > 5'", "when: it reads " + NEW_NEEDED),
            arguments("NEW_IMAGE", "handler: restock, when: 'new.price > old.price'", "when: it reads " + BOTH_NEEDED),
            arguments(
                    "NEW_IMAGE",
                    "handler: restock, events: MODIFY, when: 'old.price > 5'",
                    "when: it reads " + OLD_NEEDED),
            arguments("NEW_IMAGE", "handler: restock, when: \"diff.changed('x')\"", "when: it reads " + BOTH_NEEDED),
            arguments(
                    "KEYS_ONLY",
                    "handler: restock, events: INSERT, when: \"diff.changed('x')\"",
                    "when: it reads " + NEW_NEEDED),
            arguments("KEYS_ONLY", "handler: restock, changed: x", "changed: it reads " + BOTH_NEEDED),
            arguments("OLD_IMAGE", "handler: restock, changed: x, events: [INSERT]", "changed: it reads " + NEW_NEEDED),
            arguments(
                    "KEYS_ONLY",
                    "handler: restock, filter: '{\"dynamodb\": {\"NewImage\": {\"a\": {\"S\": [\"x\"]}}}}'",
                    "filter: it reads " + NEW_NEEDED),
            arguments(
                    "NEW_IMAGE",
                    "handler: restock, filter: '{\"dynamodb\": {\"$or\": [{\"OldImage\": {\"a\": {\"S\": [\"x\"]}}}, {\"OldImage\": {\"b\": {\"S\": [\"x\"]}}}]}}'",
                    "filter: it reads " + OLD_NEEDED),
            arguments("KEYS_ONLY", "handler: says-new", "handler: 'says-new' needs " + NEW_NEEDED),
            arguments("KEYS_ONLY", "handler: says-all", "handler: 'says-all' needs " + NEW_NEEDED),
            arguments("OLD_IMAGE", "handler: attributes", "handler: 'attributes' needs " + NEW_NEEDED),
            arguments("NEW_IMAGE", "handlers: [restock, says-old]", "handlers: 'says-old' needs " + OLD_NEEDED),
            arguments("KEYS_ONLY", "handler: copies", "handler: 'copies' needs " + NEW_NEEDED),
            arguments("OLD_IMAGE", "handler: finds", "handler: 'finds' needs " + NEW_NEEDED),
            arguments("NEW_IMAGE", "handler: sums", "handler: 'sums' needs " + BOTH_NEEDED));

    private static final List<Arguments> TAKEN = List.of(
            arguments(
                    "KEYS_ONLY",
                    "handler: restock, when: \"keys.id == 'x' and event == 'INSERT' and keys.new == 'old'\""),
            arguments("NEW_IMAGE", "handler: restock, when: 'new?.price > 5'"),
            arguments("NEW_IMAGE", "handler: restock, events: INSERT, when: \"old == null and diff.changed('x')\""),
            arguments("OLD_IMAGE", "handler: restock, events: REMOVE, changed: x"),
            arguments(
                    "NEW_IMAGE",
                    "handler: restock, filter: '{\"dynamodb\": {\"OldImage\": {\"a\": {\"S\": [{\"exists\": false}]}}}}'"),
            arguments(
                    "NEW_IMAGE",
                    "handler: restock, filter: '{\"dynamodb\": {\"$or\": [{\"OldImage\": {\"a\": {\"S\": [\"x\"]}}}, {\"NewImage\": {\"OldImage\": {\"S\": [\"x\"]}}}]}}'"),
            arguments("KEYS_ONLY", "handlers: [says-keys, says-maybe, counts]"),
            arguments("NEW_IMAGE", "handlers: [says-new, says-all, copies, finds, attributes, counts]"),
            arguments("NEW_IMAGE", "handlers: [says-old, sums], events: INSERT"),
            arguments("OLD_IMAGE", "handlers: [says-old, copies, finds], events: REMOVE"),
            arguments("NEW_AND_OLD_IMAGES", "handlers: [says-new, says-old, sums], changed: x, when: 'new.x > old.x'"));

    @ParameterizedTest
    @FieldSource("REFUSED")
    void refusesWhatCanNeverWork(String viewType, String route, String mistake) {
        yaml(viewType, route)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:16: millrace.tables.products.routes.a." + mistake.formatted(viewType));
    }

    @ParameterizedTest
    @FieldSource("TAKEN")
    void takesWhatCanWork(String viewType, String route) {
        assertThat(yaml(viewType, route).warnings()).isEmpty();
    }

    private static Yaml yaml(String viewType, String route) {
        return Yaml.of(HANDLERS + """
                millrace.tables.products:
                  view-type: %s
                  keys: { partition: id }
                  routes:
                    a: { %s }
                """.formatted(viewType, route));
    }
}
