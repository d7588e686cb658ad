package io.millrace.expression;

import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.MalformedRecordException;
import io.millrace.testkit.EventFiles;
import io.millrace.testkit.Records;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.expression.EvaluationException;

class NumbersInConditionsTests {

    private static final String OUTSIDE =
            "no number that DynamoDB has: up to 38 digits, and a magnitude from 1E-130 to 9.99E+125";

    private static final Change<Item> CHANGE = Records.modify()
            .key("id", s("x"))
            .before("n", n("5.0"))
            .after("n", n("5"))
            .after("third", n("3"))
            .after("used", n("51"))
            .after("limit", n("100"))
            .after("large", n("99999999999999999999999999999999999999"))
            .after("largest", n("9.9999999999999999999999999999999999999E+125"))
            .after("smallest", n("1E-130"))
            .after("zero", n("0"))
            .after("text", s("5"))
            .after("set", ns("5", "6.0"))
            .after("list", l(n("5"), s("a"), m(Map.of("price", n("7.50")))))
            .after("words", s("a".repeat(200_000) + "b"))
            .after("many", l(Collections.nCopies(40_000, m(Map.of("x", n("1")))).toArray(new AttributeValue[0])))
            .change();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.used / new.limit < 0.8 and new.used / new.limit == 0.51",
                "new.n / 2 == 2.5",
                "1 / 2 == 0.5",
                "7 / 2 * 2 == 7",
                "-7 / 2 == -3.5",
                "1 / new.third == 0.3333333333333333333333333333333333",
                "new.n / new.third > 1.66 and new.n / new.third < 1.67",
                "1 / 1024 / 1024 / 1024 / 1024 * 1024 * 1024 * 1024 * 1024 == 1",
                "new.large / 2 == 49999999999999999999999999999999999999.5",
                "new.largest / new.smallest > 1",
                "0.1 + 0.2 == 0.3",
                "new.large + 1 == 100000000000000000000000000000000000000.0",
                "new.largest - new.smallest < new.largest",
                "2147483647 + 1 == 2147483648L",
                "9223372036854775807L + 1 > 0",
                "3037000500L * 3037000500L == 9223372037000250000.0",
                "-2147483648L - 1 < -2147483648L",
                "7 % 2.5 == 2",
                "-7 % 2 == -1",
                "7.5 % 2 == 1.5",
                "2 ^ 10 == 1024",
                "2 ^ 64 == 18446744073709551616.0",
                "1.1 ^ 2 == 1.21",
                "2 ^ -2 == 0.25",
                "-1 ^ 1000001 == -1",
                "1 ^ new.large == 1",
                "0 ^ new.large == 0 and new.n ^ 0 == 1",
                "10 ^ 20 == 100000000000000000000.0",
                "4 ^ 0.5 == 2",
                "0x10 == 16 and 1.5e3 == 1500 and 0.1f == 0.1 and 5L == new.n",
                "-new.n == -5 and +new.n == 5",
                "new.n between {1, 5} and !(new.n between {5.01, 9})",
            })
    void calculatesExactlyOrWith34Digits(String expression) {
        assertThat(When.parse(expression).isMet(CHANGE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{1, 5, 7}.contains(new.n)",
                "{1, 5.00, 7}.contains(old.n)",
                "new.set.contains(5) and new.set.contains(5.0) and new.set.contains(6) and !new.set.contains(7)",
                "new.list.contains(5) and new.list.contains(5.0) and !new.list.contains(6)",
                "new.set.containsAll({5, 6}) and !new.set.containsAll({5, 7})",
                "new.list.indexOf(5.0) == 0 and new.list.indexOf('x') == -1",
                "new.n.equals(5) and new.n.equals(5.0) and !new.n.equals(6)",
                "5.0.equals(new.n)",
                "new.n == old.n and new.n.equals(old.n) and !(new.n != old.n)",
                "{new.n, 'a', {price: 7.5}} == new.list",
                "new.list[2] == {price: 7.500}",
                "{a: 5}.containsValue(old.n)",
                "{5: 'five'}[new.n] == 'five'",
                "new.n.compareTo(5) == 0 and new.n.compareTo(6) < 0",
                "new.list.?[#this == 5].size() == 1",
                "new.list.![#this].contains(5)",
                "new.list[new.zero] == 5",
                "new.n != new.text and !new.text.equals(5) and !{5}.contains(new.text)",
                "new.n.min(4) == 4 and new.n.max(new.third) == new.n and new.n.remainder(2) == 1",
                "new.n.intValue() == 5 and 5.9.intValue() == 5 and new.n.add(1).multiply(2) == 12",
                "'n' + new.n == 'n5'",
            })
    void comparesNumbersAsNumbersWhereverTheyMeet(String expression) {
        assertThat(When.parse(expression).isMet(CHANGE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "new.n / new.zero > 1 ; it divides by zero",
                "new.n % 0 > 1 ; it divides by zero",
                "0 ^ -1 > 1 ; it divides by zero",
                "new.n / 0.0 > 1 ; it divides by zero",
                "-1 ^ 0.5 > 1 ; a power has no value, or one that is too large",
                "2 ^ new.large > 1 ; a result has more than 1,000 digits",
                "new.n ^ 100000000 > 1 ; a result has more than 1,000 digits",
                "new.large ^ 1000 > 1 ; a result has more than 1,000 digits",
                "new.largest ^ 12 > 1 ; a result has more than 1,000 digits",
                "new.smallest ^ 12 > 1 ; a result has more than 1,000 digits",
                "new.n.pow(100000000) > 1 ; a result has more than 1,000 digits",
                "((2 ^ 1000) ^ 1000) ^ 1000 > 1 ; a result has more than 1,000 digits",
                "'x' * new.large == '' ; an index or a count is not a whole number, or too large",
                "'xy' * 2147483647 == '' ; it takes more than the 10,000,000 steps that a condition has",
                "new.words.repeat(1000000) == '' ; it takes more than the 10,000,000 steps that a condition has",
                "'x'.repeat(-1) == '' ; a text can't be repeated a negative number of times",
                "new.words.replace('', new.words) == '' ; it takes more than the 10,000,000 steps that a condition has",
                "new.words.replace('a', new.words) == '' ; it takes more than the 10,000,000 steps that a condition has",
                "new.words.contains(new.words + 'a') or new.words.substring(1).indexOf(new.words.substring(99999)) < 0 ; it takes more than the 10,000,000 steps that a condition has",
                "new.words matches '(a+)+c' ; it takes more than the 10,000,000 steps that a condition has",
                "new.words.matches('(a|aa)+c') ; a value or a pattern is nested too deeply",
                "new.many.![#root.new.words + x].size() > 0 ; it takes more than the 10,000,000 steps that a condition has",
                "new.many.?[#root.new.many.contains(x)].size() > 0 ; it takes more than the 10,000,000 steps that a condition has",
                "new.words.replaceAll('a', '$0$0$0') == '' ; it takes more than the 10,000,000 steps that a condition has",
                "new.words.replaceAll('b', '$1') == '' ; a replacement refers to a group that its pattern does not have",
                "new.many.containsAll(new.many) ; it takes more than the 10,000,000 steps that a condition has",
            })
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void failsWhatWouldTakeTooLong(String expression, String message) {
        assertThatThrownBy(() -> When.parse(expression).isMet(CHANGE))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("'%s' fails: %s", expression, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.set == {6, 5.0}",
                "{5, 6, 5} == new.set",
                "new.set != {5}",
                "new.set != {5, 6, 7}",
                "new.set != {'5', '6'}",
                "!(new.set != {5, 6})",
                "new.list != {5, 'a'}",
                "new.list == {5.0, 'a', {price: 7.5}}",
                "new.none != {5}",
                "new.text != {'5'}",
            })
    void comparesASetWithTheElementsThatAreListed(String expression) {
        assertThat(When.parse(expression).isMet(CHANGE)).isTrue();
    }

    @Test
    void comparesTheNumbersOfAnEvent() {
        Change<Item> change =
                EventFiles.changes(getClass(), "numbers-in-lists-and-sets.json").get(0);

        assertThat(List.of("{1,5,7}.contains(new.n)", "new.ns.contains(5)", "new.nl.contains(5)", "new.n.equals(5)"))
                .allMatch(expression -> When.parse(expression).isMet(change));
    }

    @Test
    void roundsNoQuotientOfAnEvent() {
        Change<Item> change = EventFiles.changes(getClass(), "quotient.json").get(0);

        assertThat(When.parse("new.used / new.limit > 0.8").isMet(change)).isFalse();
        assertThat(When.parse("new.used / new.limit > 0.5").isMet(change)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten-million-zeros.json", "hundred-million-zeros.json"})
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void readsNoRecordWithANumberThatNoItemHas(String file) {
        assertThatThrownBy(() -> EventFiles.changes(getClass(), file))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("/dynamodb/NewImage/weight/N is " + OUTSIDE);
    }

    /** Of records that come from elsewhere than Lambda. */
    @ParameterizedTest
    @ValueSource(strings = {"1E+126", "1E+10000000", "1E+100000000", "1E-100000000"})
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void failsOverANumberThatNoItemHas(String number) {
        Change<Item> change =
                Records.insert().key("id", s("x")).after("weight", n(number)).change();

        assertThatThrownBy(() -> When.parse("new.weight - 1 > 2").isMet(change))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("'new.weight - 1 > 2' fails: an attribute of type N holds " + OUTSIDE);
    }
}
