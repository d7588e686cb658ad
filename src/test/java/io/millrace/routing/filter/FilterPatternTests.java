package io.millrace.routing.filter;

import static io.millrace.routing.filter.Patterns.image;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.routing.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPatternTests {

    /** Every operator on texts, as EventBridge has it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "Vinyl | ['Vinyl'] | true",
                "Vinyl | ['vinyl'] | false",
                "Vinyl | ['CD', 'Vinyl'] | true",
                "Vinyl | [{'prefix': 'Vi'}] | true",
                "Vinyl | [{'prefix': 'Vinyls'}] | false",
                "Vinyl | [{'prefix': {'equals-ignore-case': 'VI'}}] | true",
                "Vinyl | [{'suffix': 'nyl'}] | true",
                "Vinyl | [{'suffix': 'Vi'}] | false",
                "Vinyl | [{'suffix': {'equals-ignore-case': 'NYL'}}] | true",
                "Vinyl | [{'equals-ignore-case': 'vINYL'}] | true",
                "kadın | [{'equals-ignore-case': 'KADIN'}] | false",
                "ſet | [{'equals-ignore-case': 'set'}] | false",
                "ÉTÉ | [{'equals-ignore-case': 'été'}] | true",
                "Vinyl | [{'anything-but': 'CD'}] | true",
                "Vinyl | [{'anything-but': ['CD', 'Vinyl']}] | false",
                "Vinyl | [{'anything-but': {'prefix': 'Vi'}}] | false",
                "Vinyl | [{'anything-but': {'prefix': ['C', 'D']}}] | true",
                "Vinyl | [{'anything-but': {'suffix': 'nyl'}}] | false",
                "Vinyl | [{'anything-but': {'equals-ignore-case': ['cd', 'VINYL']}}] | false",
                "Vinyl | [{'anything-but': {'wildcard': 'V*l'}}] | false",
                "Vinyl | [{'anything-but': {'wildcard': 'C*'}}] | true",
                "Vinyl | [{'wildcard': 'V*y*'}] | true",
                "Vinyl | [{'wildcard': '*x*'}] | false",
                "Vinyl | [{'wildcard': 'Vinyl'}] | true",
                "V*l | [{'wildcard': 'V\\\\*l'}] | true",
                "Vinyl | [{'wildcard': 'V\\\\*l'}] | false",
                "Vinyl | [{'exists': true}] | true",
                "Vinyl | [{'exists': false}] | false",
                "Vinyl | [{'numeric': ['>', 0]}] | false",
                "Vinyl | [null] | false",
                "Vinyl | [true, 'Vinyl'] | true",
                "10.0.0.7 | [{'cidr': '10.0.0.0/29'}] | true",
                "10.0.0.8 | [{'cidr': '10.0.0.0/29'}] | false",
                "2001:db8::1 | [{'cidr': '2001:db8::/32'}] | true",
                "Vinyl | [{'cidr': '10.0.0.0/8'}] | false",
                "Vinyl | ['CD', {'prefix': 'V'}] | true",
            })
    void agreesOnTexts(String text, String leaf, boolean matches) {
        agrees(
                image("{'a': {'S': '%s'}}".formatted(text)),
                "{'dynamodb': {'NewImage': {'a': {'S': %s}}}}".formatted(leaf),
                matches);
    }

    /** Every place of a record. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'eventName': ['MODIFY', 'INSERT']} | true",
                "{'eventName': ['REMOVE']} | false",
                "{'eventID': ['e-1'], 'eventVersion': ['1.1'], 'awsRegion': [{'prefix': 'eu-'}]} | true",
                "{'eventSource': ['aws:dynamodb'], 'eventSourceARN': [{'wildcard': '*:table/things/*'}]} | true",
                "{'userIdentity': {'type': [{'exists': false}]}} | true",
                "{'userIdentity': {'type': ['Service']}} | false",
                "{'dynamodb': {'SizeBytes': [26]}} | true",
                "{'dynamodb': {'SizeBytes': [{'numeric': ['>', 25, '<', 27]}]}} | true",
                "{'dynamodb': {'SizeBytes': [{'numeric': ['<=', 25]}]}} | false",
                "{'dynamodb': {'SizeBytes': [{'anything-but': [25, 27]}]}} | true",
                "{'dynamodb': {'SequenceNumber': ['111'], 'StreamViewType': ['NEW_AND_OLD_IMAGES']}} | true",
                "{'dynamodb': {'Keys': {'id': {'S': ['x']}}}} | true",
                "{'dynamodb': {'Keys': {'id': {'S': ['y']}}}} | false",
                "{'dynamodb': {'OldImage': {'id': {'S': [{'exists': false}]}}}} | true",
                "{'dynamodb': {'NewImage': {'flag': {'BOOL': [true]}}}} | true",
                "{'dynamodb': {'NewImage': {'flag': {'BOOL': [false]}}}} | false",
                "{'dynamodb': {'NewImage': {'none': {'NULL': [true]}}}} | true",
                "{'dynamodb': {'NewImage': {'bytes': {'B': ['AQL/']}}}} | true",
                "{'dynamodb': {'NewImage': {'tags': {'SS': ['jazz']}}}} | true",
                "{'dynamodb': {'NewImage': {'tags': {'SS': [{'anything-but': 'jazz'}]}}}} | true",
                "{'dynamodb': {'NewImage': {'tags': {'SS': ['pop']}}}} | false",
                "{'dynamodb': {'NewImage': {'album': {'M': {'title': {'S': [{'prefix': 'Kind'}]}}}}}} | true",
                "{'dynamodb': {'NewImage': {'tracks': {'L': {'M': {'name': {'S': ['b']}, 'side': {'S': ['2']}}}}}}} | true",
                "{'dynamodb': {'NewImage': {'tracks': {'L': {'M': {'name': {'S': ['a']}, 'side': {'S': ['2']}}}}}}} | false",
                "{'dynamodb': {'NewImage': {'tracks': {'L': {'S': [{'exists': false}]}}}}} | true",
                "{'dynamodb': {'NewImage': {'tracks': {'L': {'M': {'name': {'S': [{'exists': false}]}}}}}}} | false",
                "{'$or': [{'eventName': ['REMOVE']}, {'dynamodb': {'SizeBytes': [26]}}]} | true",
                "{'$or': [{'eventName': ['REMOVE']}, {'dynamodb': {'SizeBytes': [27]}}]} | false",
                "{'eventName': ['REMOVE'], '$or': [{'eventID': ['e-1']}, {'eventID': ['e-2']}]} | false",
            })
    void agreesOnPlaces(String pattern, boolean matches) {
        agrees(
                image("{'flag': {'BOOL': true}, 'none': {'NULL': true}, 'bytes': {'B': 'AQL/'},"
                        + " 'tags': {'SS': ['jazz', 'blue']}, 'album': {'M': {'title': {'S': 'Kind of Blue'}}},"
                        + " 'tracks': {'L': [{'M': {'name': {'S': 'a'}, 'side': {'S': '1'}}},"
                        + " {'M': {'name': {'S': 'b'}, 'side': {'S': '2'}}}]}}"),
                pattern,
                matches);
    }

    private static void agrees(DynamodbStreamRecord record, String pattern, boolean matches) {
        assertThat(Patterns.matches(pattern, record)).isEqualTo(matches);
        assertThat(Patterns.matchesByRuler(pattern, record)).as("ruler").isEqualTo(matches);
    }

    /** Lambda sees a text in a DynamoDB number, so that none of these would ever match there. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "9.99 | [{'numeric': ['<', 10]}] | true",
                "10 | [{'numeric': ['<', 10]}] | false",
                "5.0 | [5] | true",
                "5 | [{'numeric': ['=', 5.00]}] | true",
                "99999999999999999999999999999999999999 | [{'numeric': ['>', 99999999999999999999999999999999999998]}] | true",
                "7 | [{'anything-but': [7.0]}] | false",
                "7 | [{'anything-but': 8}] | true",
            })
    void comparesDynamoDbsNumbersAsNumbers(String number, String leaf, boolean matches) {
        DynamodbStreamRecord record =
                image("{'price': {'N': '%s'}, 'all': {'NS': ['-1', '%s']}}".formatted(number, number));

        assertThat(Patterns.matches("{'dynamodb': {'NewImage': {'price': {'N': %s}}}}".formatted(leaf), record))
                .isEqualTo(matches);
        if (matches) {
            assertThat(Patterns.matches("{'dynamodb': {'NewImage': {'all': {'NS': %s}}}}".formatted(leaf), record))
                    .isTrue();
        }
    }

    @Test
    void takesANumberAsTheTextThatLambdaSeesWhereThePatternHasATextToo() {
        DynamodbStreamRecord record = image("{'price': {'N': '5'}}");

        agrees(record, "{'dynamodb': {'NewImage': {'price': {'N': ['5']}}}}", true);
        agrees(record, "{'dynamodb': {'NewImage': {'price': {'N': ['5.0']}}}}", false);
        agrees(record, "{'dynamodb': {'NewImage': {'price': {'N': [{'prefix': '5'}]}}}}", true);
        agrees(record, "{'dynamodb': {'NewImage': {'price': {'N': [{'anything-but': '6'}]}}}}", true);
    }

    @Test
    void saysWhatWasWantedAndSeen() {
        DynamodbStreamRecord record = image("{'price': {'N': '12'}, 'list': {'L': [{'S': 'a'}, {'S': 'b'}]}}");

        assertThat(explain(
                        "{'eventName': ['MODIFY'], 'dynamodb': {'NewImage': {'price': {'N': [{'numeric': ['<', 10]}]}}}}",
                        record))
                .isEqualTo(Condition.Result.unmet(
                        "filter", "/dynamodb/NewImage/price/N is [{\"numeric\":[\"<\",10]}]", "\"12\""));
        assertThat(explain("{'dynamodb': {'OldImage': {'price': {'N': ['1']}}}}", record)
                        .seen())
                .isEqualTo("nothing");
        assertThat(explain("{'dynamodb': {'NewImage': {'list': {'L': {'S': ['c']}}}}}", record)
                        .seen())
                .isEqualTo("none of 2 elements is");
        assertThat(explain("{'eventName': ['MODIFY']}", record).met()).isTrue();
    }

    @Test
    void showsTheBeginningOfALongValue() {
        DynamodbStreamRecord record = insert().key("id", s("x"))
                .after("text", s("x\n".repeat(200_000)))
                .build();

        assertThat(explain("{'dynamodb': {'NewImage': {'text': {'S': ['y']}}}}", record)
                        .seen())
                .isEqualTo("\"" + "x\\n".repeat(66) + "x…");
    }

    private static Condition.Result explain(String pattern, DynamodbStreamRecord record) {
        return FilterPattern.parse(Patterns.quoted(pattern)).explain(Change.of(record, "things"));
    }

    @Test
    void knowsWhatCanNeverMatch() {
        assertThat(FilterPattern.parse("{\"eventName\": [null]}").canMatch()).isFalse();
        assertThat(FilterPattern.parse("{\"eventName\": [null, \"INSERT\"]}").canMatch())
                .isTrue();
    }

    @Test
    void widensForLambdaWhatItDoesNotKnow() {
        FilterPattern pattern = FilterPattern.parse(Patterns.quoted(
                "{'eventName': ['INSERT'], 'dynamodb': {'NewImage': {'price': {'N': [{'numeric': ['<', 10]}, 5]},"
                        + " 'name': {'S': [{'wildcard': 'a*b'}, {'prefix': 'c'}]}}}}"));

        assertThat(pattern.forLambda())
                .isEqualTo(Map.of(
                        "eventName", List.of("INSERT"),
                        "dynamodb",
                                Map.of(
                                        "NewImage",
                                        Map.of(
                                                "price", Map.of("N", List.of(Map.of("exists", true))),
                                                "name",
                                                        Map.of(
                                                                "S",
                                                                List.of(
                                                                        Map.of("exists", true),
                                                                        Map.of("prefix", "c")))))));
    }

    @Test
    void isTheSameAsAnotherThatIsWrittenTheSame() {
        String json = "{\"eventName\": [\"INSERT\"]}";

        assertThat(FilterPattern.parse(json))
                .isEqualTo(FilterPattern.parse(json))
                .hasToString("filter " + json);
    }

    /** Each element asks whether any has one. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void looksForAnAbsentValueInALongListOnce() {
        FilterPattern pattern = FilterPattern.parse("""
                {"dynamodb": {"NewImage": {"list": {"L": {"M": {"a": {"S": [{"exists": false}]}}}}}}}""");
        List<AttributeValue> elements = new ArrayList<>(Collections.nCopies(200_000, m(Map.of("b", s("x")))));
        Change<Item> without =
                insert().key("id", s("x")).after("list", l(elements)).change();

        assertThat(pattern.isMet(without)).isTrue();
        elements.set(199_999, m(Map.of("a", s("x"))));
        Change<Item> with =
                insert().key("id", s("x")).after("list", l(elements)).change();
        assertThat(pattern.isMet(with)).isFalse();
        assertThat(pattern.explain(with).seen()).isEqualTo("none of 200000 elements is");
    }

    private static AttributeValue l(List<AttributeValue> elements) {
        return new AttributeValue().withL(List.copyOf(elements));
    }
}
