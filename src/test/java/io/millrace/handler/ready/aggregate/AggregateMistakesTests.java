package io.millrace.handler.ready.aggregate;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class AggregateMistakesTests {

    private static final String RIGHT = "table: Views, key: { PK: 'PET#{{new.petId}}' }";

    private static final List<Arguments> MISTAKES = List.of(
            mistake("no table", "key: { PK: a }, count: n", ".table: type 'aggregate' needs the table of the view."),
            mistake(
                    "no key",
                    "table: Views, count: n",
                    ".key: type 'aggregate' needs the key attributes of the view's item, one or two, such as { PK: 'PET#{{new.petId}}' }."),
            mistake(
                    "three key attributes",
                    "table: Views, key: { a: a, b: b, c: c }, count: n",
                    ".key: type 'aggregate' needs the key attributes of the view's item, one or two, such as { PK: 'PET#{{new.petId}}' }."),
            mistake(
                    "nothing to keep",
                    RIGHT,
                    ".count: type 'aggregate' needs an attribute to maintain: count, add, set, max or min."),
            mistake(
                    "an attribute of two uses",
                    RIGHT + ", count: total, add: { total: '{{new.amount}}' }",
                    ".add.total: attribute 'total' is used twice. Each attribute has one use."),
            mistake(
                    "a key attribute with another use",
                    RIGHT + ", count: PK",
                    ".count: attribute 'PK' is used twice. Each attribute has one use."),
            mistake(
                    "template of something else",
                    RIGHT + ", set: { lastActivity: '{{nwe.type}}' }",
                    ".set[lastActivity]: the template asks for 'nwe.type'. A change has 'new.<path>', 'old.<path>', "
                            + "'keys.<name>', 'event' and 'table'."),
            mistake(
                    "unknown filter",
                    "table: Views, key: { PK: '{{new.time | day}}' }, count: n",
                    ".key[PK]: the template has no filter 'day'. Filters cut times: hour, date, month, year."),
            mistake("text to add", RIGHT + ", add: { total: many }", ".add.total: 'many' is not a number."),
            mistake(
                    "old image where it is taken back",
                    "table: Views, key: { PK: 'PET#{{old.petId}}' }, count: n",
                    ".key[PK]: it uses 'old', which is unknown when it is subtracted. Use 'new', which then is "
                            + "the old image, or write subtract: false."),
            mistake(
                    "event where it is taken back",
                    "table: Views, key: { PK: '{{event}}' }, count: n",
                    ".key[PK]: it uses 'event', which is unknown when it is subtracted. Use 'new', which then is "
                            + "the old image, or write subtract: false."),
            mistake(
                    "markers among the view",
                    RIGHT + ", count: n, markers: Views",
                    ".markers: 'Views' is the view's own table. Markers need another."),
            mistake(
                    "markers that don't last",
                    RIGHT + ", count: n, marker-ttl: 1h",
                    ".marker-ttl: 'PT1H' is too short: a change may come again for 24 hours, and would count twice. "
                            + "Leave it at 15d, or take more."),
            mistake(
                    "no duration",
                    RIGHT + ", count: n, marker-ttl: long",
                    ".marker-ttl: 'long' can't be read as Duration."),
            mistake(
                    "no Region",
                    RIGHT + ", count: n, region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "no address",
                    RIGHT + ", count: n, endpoint: 'localhost:8000'",
                    ".endpoint: 'localhost:8000' is not an address, such as http://127.0.0.1:4566."),
            mistake(
                    "keys below an attribute",
                    RIGHT + ", set: { a: { b: x } }",
                    ".set.a: 'a' takes a value, not keys below it."),
            mistake("list for an attribute", RIGHT + ", set: { a: [x] }", ".set.a: 'a' takes a value, not a list."),
            mistake(
                    "list for attributes",
                    RIGHT + ", set: [a, b]",
                    ".set: keys with values are expected here, not a list."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  board: { type: aggregate, %s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.board" + mistake);
    }

    @Test
    void startsWithoutAConnection() {
        Yaml.of("""
                millrace:
                  handlers:
                    board:
                      type: aggregate
                      table: Views
                      key: { PK: 'PET#{{new.pet_id}}', sort_key: 'SUMMARY#{{new.timestamp | date}}' }
                      count: [activityCount, all_activities]
                      add: { total_amount: '{{new.amount ?: 0}}', 'tries': 1 }
                      max: { lastSeen: '{{new.timestamp}}' }
                      region: eu-central-1
                """).read();
    }

    @Test
    void takesNamesWithAnyCharacters() {
        Yaml.of("millrace.handlers:\n  board: { type: aggregate, %s, add: { '[a.b]': 1, 'price:total': 2, c.d: 3 } }"
                        .formatted(RIGHT))
                .read();
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
