package io.millrace.expression;

import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.expression.EvaluationException;

/** What a condition says of a change is what it says of it alone, whatever it was asked before, and at the same time. */
class ConditionHistoryPropertyTests {

    private static final List<String> PATHS = List.of(
            "old.x",
            "new.x",
            "old?.x",
            "old.x.y",
            "new.x?.y",
            "new.x.y.z",
            "new['x']",
            "new.x[0]",
            "new.x?.[0].y",
            "keys.id");

    private static final List<String> TESTS = List.of(
            "%s == 1",
            "%s > 1",
            "%s != null",
            "%s == null or %<s",
            "%s + 1 == 2",
            "%s.size() == 1",
            "%s?.length() == 1",
            "%s.?[#this == 1].size() == 1",
            "%s.![y].contains(1)",
            "{1, 2}.contains(%s)",
            "(%s ?: 5) == 5",
            "diff.changed('x') and %s == 1");

    @Property(tries = 500)
    void tellsTheSameWhateverCameBefore(
            @ForAll("expressions") String expression, @ForAll("histories") List<Change<Item>> history) {
        When asked = When.parse(expression);

        List<String> alone = history.stream()
                .map(change -> verdict(When.parse(expression), change))
                .toList();

        assertThat(history).extracting(change -> verdict(asked, change)).isEqualTo(alone);
        assertThat(history.parallelStream()
                        .map(change -> verdict(asked, change))
                        .toList())
                .isEqualTo(alone);
        List<Change<Item>> backwards = new ArrayList<>(history);
        Collections.reverse(backwards);
        assertThat(backwards).extracting(change -> verdict(asked, change)).isEqualTo(reversed(alone));
    }

    private static List<String> reversed(List<String> verdicts) {
        List<String> reversed = new ArrayList<>(verdicts);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String verdict(When condition, Change<Item> change) {
        try {
            return String.valueOf(condition.isMet(change));
        } catch (EvaluationException e) {
            return e.getMessage();
        }
    }

    @Provide
    static Arbitrary<String> expressions() {
        return Arbitraries.of(TESTS.stream()
                .flatMap(test -> PATHS.stream().map(test::formatted))
                .toList());
    }

    @Provide
    static Arbitrary<List<Change<Item>>> histories() {
        return Arbitraries.of(changes()).list().ofMinSize(2).ofMaxSize(20);
    }

    /** Each event, with images and without, and at the path a value of each type, null, or nothing. */
    private static List<Change<Item>> changes() {
        List<AttributeValue> values = List.of(
                n("1"),
                s("1"),
                bool(true),
                nul(),
                l(n("1")),
                l(m(Map.of("y", n("1")))),
                m(Map.of("y", n("1"))),
                m(Map.of()));
        Stream<RecordBuilder> images = values.stream()
                .flatMap(value -> Stream.of(
                        Records.insert().after("x", value),
                        Records.modify().before("x", value).after("x", n("1")),
                        Records.modify().before("x", n("1")).after("x", value),
                        Records.remove().before("x", value)));
        Stream<RecordBuilder> others = Stream.of(
                Records.insert(),
                Records.modify(),
                Records.remove(),
                Records.modify().before("z", n("1")).after("z", n("2")));
        return Stream.concat(images, others)
                .map(record -> record.key("id", s("a")).change())
                .toList();
    }
}
