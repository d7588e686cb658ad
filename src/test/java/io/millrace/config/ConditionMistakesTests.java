package io.millrace.config;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ConditionMistakesTests {

    private static final List<Arguments> ROUTES = List.of(
            route(
                    "filter that is no JSON",
                    "{ handler: restock, filter: 'price < 5' }",
                    ".filter: the pattern is not JSON: the error is at line 1, column 1."),
            route(
                    "filter with an unknown operator",
                    "{ handler: restock, filter: '{\"eventName\": [{\"prefx\": \"IN\"}]}' }",
                    ".filter: /eventName/0 has 'prefx', which is none of the operators [prefix, suffix, "
                            + "equals-ignore-case, anything-but, numeric, exists, wildcard, cidr]."),
            route(
                    "filter in YAML",
                    "{ handler: restock, filter: { eventName: [INSERT] } }",
                    ".filter.eventname: 'filter' takes a value, not keys below it."),
            route(
                    "bad path",
                    "{ handler: restock, changed: ['a..b'] }",
                    ".changed: 'a..b' is not an attribute path: a name is missing."),
            route(
                    "no path",
                    "{ handler: restock, changed: [] }",
                    ".changed: the list is empty; leave it out for any change."),
            route(
                    "images that the stream leaves out",
                    "{ handler: restock, changed: [price] }",
                    ".changed: it reads the old and the new image, but the table's view-type is NEW_IMAGE. It needs "
                            + "NEW_AND_OLD_IMAGES."),
            route(
                    "expression over something else",
                    "{ handler: restock, when: 'price > 5' }",
                    ".when: there is no 'price'; a condition reads [event, table, keys, old, new, diff]."),
            route(
                    "new image of removals",
                    "{ handler: restock, events: REMOVE, when: 'new.price > 5' }",
                    ".when: it can't be met by any REMOVE, which has no new image. Require what the records have, or choose other events."),
            route(
                    "filter over the old image of insertions",
                    "{ handler: restock, events: INSERT, filter: '{\"dynamodb\": {\"OldImage\": {\"a\": {\"S\": [\"x\"]}}}}' }",
                    ".filter: it can't be met by any INSERT, which has no old image. Require what the records have, or choose other events."),
            route(
                    "an image that none of the events has",
                    "{ handler: restock, events: [INSERT, REMOVE], when: 'new.price > old.price' }",
                    ".when: it can't be met by any INSERT, which has no old image, nor by any REMOVE, which has no new "
                            + "image. Require what the records have, or choose other events."),
            route(
                    "removals that the events leave out",
                    "{ handler: restock, events: INSERT, removed-by: ttl }",
                    ".removed-by: 'ttl' matches removals only, but 'events' does not list REMOVE."),
            route(
                    "unknown remover",
                    "{ handler: restock, removed-by: ttll }",
                    ".removed-by: 'ttll' is none of [any, user, ttl]. Did you mean 'ttl'?"));

    @ParameterizedTest
    @FieldSource("ROUTES")
    void tellsOfAWrongCondition(String route, String mistake) {
        String text = """
                millrace.tables.products:
                  view-type: NEW_IMAGE
                  routes:
                    a: %s
                """.formatted(route);

        Yaml.of(text).assertMistakes("a mistake", mistake);
    }

    private static Arguments route(String name, String route, String mistake) {
        return arguments(named(name, route), "config/application.yml:4: millrace.tables.products.routes.a" + mistake);
    }
}
