package io.millrace.expression;

import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Records;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.expression.EvaluationException;

/** Conditions that look at the whole item for each element of it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileConditionsTests {

    private static final AttributeValue MANY =
            l(Collections.nCopies(40_000, n("1")).toArray(new AttributeValue[0]));

    private static final Change<Item> CHANGE = Records.modify()
            .key("id", s("x"))
            .before("many", MANY)
            .after("many", MANY)
            .after("map", m(Map.of("many", MANY)))
            .after(
                    "set",
                    ss(IntStream.range(0, 40_000).mapToObj(String::valueOf).toArray(String[]::new)))
            .after("blanks", s(" ".repeat(200_000)))
            .change();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.many.?[#root.new.many.size() > 1].size() == 40000",
                "new.many.?[#root.old['many'][5] == #this].size() == 40000",
                "new.many.![#root.new.map.many.size()].size() == 40000",
                "new.many.?[#root.new.set.isEmpty()].isEmpty()",
                "new.many.?[#root.new.keySet().contains('none')].isEmpty()",
            })
    void readsAnAttributeOnce(String expression) {
        assertThat(When.parse(expression).isMet(CHANGE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.many.?[#root.new.many == #root.old.many].size() > 0",
                "new.many.?[#root.new != #root.old].size() > 0",
                "new.many.?[#root.new.many.equals(#root.old.many)].size() > 0",
                "new.many.?[{#root.new.map}.contains(#root.new.map)].size() > 0",
                "new.many.?[#root.new.set[39999] == 'x'].size() > 0",
                "new.many.?[#root.new.set.get(0) == 'x'].size() > 0",
                "new.many.?[#root.new.values().isEmpty()].size() > 0",
                "new.many.?[#root.new.?[value == 'x'].isEmpty()].size() > 0",
                "new.many.?[#root.new.entrySet().isEmpty()].size() > 0",
                "new.many.?[#root.new.blanks.isBlank()].size() > 0",
                "new.many.?[#root.new.blanks.substring(1) == 'x'].size() > 0",
                "new.many.?[#root.diff.changed('many')].size() > 0",
            })
    void endsInTime(String expression) {
        assertThatThrownBy(() -> When.parse(expression).isMet(CHANGE))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("'%s' fails: it takes more than the 10,000,000 steps that a condition has", expression);
    }
}
