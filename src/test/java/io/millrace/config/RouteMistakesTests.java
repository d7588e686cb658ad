package io.millrace.config;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class RouteMistakesTests {

    private static final String ROUTE = "millrace.tables.products.routes.a";

    private static final List<Arguments> ROUTES = List.of(
            route(
                    "misspelt key",
                    "{ partition-kye: '1', handler: restock }",
                    ".partition-kye: unknown key 'partition-kye'. Did you mean 'partition-key'? Known keys here: "
                            + "[events, partition-key, sort-key, filter, changed, when, removed-by, handler, handlers, enabled, on-failure, retry, idempotency]."),
            route(
                    "key of no known likeness",
                    "{ transformation: x, handler: restock }",
                    ".transformation: unknown key 'transformation'. Known keys here: "
                            + "[events, partition-key, sort-key, filter, changed, when, removed-by, handler, handlers, enabled, on-failure, retry, idempotency]."),
            route(
                    "keys below a value",
                    "{ handler: { name: restock } }",
                    ".handler.name: 'handler' takes a value, not keys below it."),
            route(
                    "unknown handler",
                    "{ handler: restok }",
                    ".handler: no handler named 'restok'. Did you mean 'restock'? Known handlers: "
                            + "[audit, raw, restock]."),
            route(
                    "unknown handler among several",
                    "{ handlers: [audit, nothing] }",
                    ".handlers: no handler named 'nothing'. Known handlers: [audit, raw, restock]."),
            route(
                    "bean that is no handler",
                    "{ handler: clock }",
                    ".handler: bean 'clock' is of type java.lang.StringBuilder, which is not a handler. A handler is a "
                            + "ChangeHandler<T>, a Consumer<Change<T>>, an ImageHandler, a Function<DynamodbEvent, Void>, "
                            + "or a method annotated @HandlesChange."),
            route(
                    "handler of unknown images",
                    "{ handler: raw }",
                    ".handler: bean 'raw' says 'java.lang.Object' where the type of its images belongs. Images are "
                            + "read as Item, Map<String, Object>, a record or class, or a @DynamoDbBean."),
            route(
                    "table function as handler",
                    "{ handler: products }",
                    ".handler: 'products' is a function, and can't be a handler."),
            route(
                    "entry function as handler",
                    "{ handler: millrace }",
                    ".handler: 'millrace' is a function, and can't be a handler."),
            route(
                    "no handler",
                    "{ events: INSERT }",
                    ".handler: a route needs a handler: the name of a bean, or of a @HandlesChange method."),
            route(
                    "blank handler",
                    "{ handler: ' ' }",
                    ".handler: a route needs a handler: the name of a bean, or of a @HandlesChange method."),
            route(
                    "handler and handlers",
                    "{ handler: restock, handlers: [audit] }",
                    ".handlers: a route has either 'handler' or 'handlers', not both."),
            route(
                    "empty list of handlers",
                    "{ handler: restock, handlers: [] }",
                    ".handlers: the list is empty; name the handlers."),
            route(
                    "empty list of events",
                    "{ events: [], handler: restock }",
                    ".events: the list is empty; leave it out for all of [INSERT, MODIFY, REMOVE]."),
            route(
                    "unknown event name",
                    "{ events: [INSERT, UPDATE], handler: restock }",
                    ".events[1]: 'UPDATE' is none of [INSERT, MODIFY, REMOVE]."),
            route(
                    "misspelt event name",
                    "{ events: INSRT, handler: restock }",
                    ".events: 'INSRT' is none of [INSERT, MODIFY, REMOVE]. Did you mean 'INSERT'?"),
            route(
                    "empty key pattern",
                    "{ partition-key: '', handler: restock }",
                    ".partition-key: the list is empty; leave it out for any key."),
            route(
                    "star inside a key pattern",
                    "{ partition-key: 'PET*1', handler: restock }",
                    ".partition-key: 'PET*1' has a star before its end; a star is only allowed at the end, and '\\*' is a literal star."),
            route(
                    "several key patterns in one",
                    "{ partition-key: 'A#*,B#*', handler: restock }",
                    ".partition-key: 'A#*,B#*' has a star before its end; a star is only allowed at the end, and '\\*' is a literal star. A comma belongs to the pattern: write several as a list, and as variables with "
                            + "_0, _1 and so on at the end of their names."),
            route(
                    "nothing as a key pattern",
                    "{ partition-key: [~], handler: restock }",
                    ".partition-key[0]: YAML reads ~ as nothing. Write it in quotes: \"~\"."),
            route(
                    "backslash before an ordinary character",
                    "{ sort-key: ['a', 'b\\c'], handler: restock }",
                    ".sort-key: 'b\\c' has a backslash that escapes neither '*' nor '\\'; write '\\\\' for a literal backslash."),
            route(
                    "neither true nor false",
                    "{ enabled: maybe, handler: restock }",
                    ".enabled: 'maybe' is neither true nor false."),
            route(
                    "no attempts",
                    "{ handler: restock, retry: { max-attempts: 0 } }",
                    ".retry.max-attempts: 0 is less than 1."),
            route(
                    "no wait",
                    "{ handler: restock, retry: { backoff: 0s } }",
                    ".retry.backoff: PT0S is less than a millisecond."),
            route(
                    "waits that become shorter",
                    "{ handler: restock, retry: { multiplier: 0.5 } }",
                    ".retry.multiplier: 0.5 is less than 1."),
            route(
                    "longest wait below the first",
                    "{ handler: restock, retry: { backoff: 2s, max-backoff: 1s } }",
                    ".retry.max-backoff: PT1S is less than the backoff."),
            route(
                    "what YAML takes for true",
                    "{ handler: restock, retry: { on: java.io.IOException } }",
                    ".retry[true]: unknown key 'true'. YAML reads on as true unless it stands in quotes: write \"on\"."),
            route(
                    "unknown exception",
                    "{ handler: restock, retry: { 'on': java.io.IOExcepton } }",
                    ".retry.on: 'java.io.IOExcepton' can't be read as Class."),
            route(
                    "unknown policy",
                    "{ handler: restock, on-failure: dead-leter }",
                    ".on-failure: 'dead-leter' is none of [stop, dead-letter, skip]. Did you mean 'dead-letter'?"),
            route(
                    "nowhere to put dead letters",
                    "{ handler: restock, on-failure: dead-letter }",
                    ".on-failure: 'dead-letter' needs a place: set millrace.dead-letter to sqs:<queue URL>, "
                            + "s3://<bucket>/<prefix> or file:<directory>."),
            route(
                    "a handler twice",
                    "{ handlers: [restock, audit, restock] }",
                    ".handlers: 'restock' is listed twice, so each change would be handled twice. Remove one."),
            route("text for a route", "restock", ": 'restock' can't be read as a block of keys."));

    @ParameterizedTest
    @FieldSource("ROUTES")
    void tellsOfAWrongRoute(String route, String mistake) {
        String text = """
                millrace.tables.products:
                  keys: { partition: id, sort: date }
                  routes:
                    a: %s
                """.formatted(route);

        Yaml.of(text).assertMistakes("a mistake", "config/application.yml:4: " + ROUTE + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ partition: id, partition-type: N } | partition-key: ['1', abc] | routes.a.partition-key: 'abc' can't be a key of type N.",
                "{ partition: id, partition-type: B } | partition-key: 'a b' | routes.a.partition-key: 'a b' can't be a key of type B.",
                "{ partition: id, sort: id } | sort-key: x | keys.sort: 'id' is already the partition key.",
            })
    void tellsOfKeysThatNoItemHas(String keys, String route, String mistake) {
        Yaml.of("millrace.tables.t: { keys: %s, routes.a: { handler: audit, %s } }".formatted(keys, route))
                .assertMistakes("a mistake", "config/application.yml:1: millrace.tables.t." + mistake);
    }

    private static Arguments route(String name, String route, String mistake) {
        return arguments(named(name, route), mistake);
    }
}
