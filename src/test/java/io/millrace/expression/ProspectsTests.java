package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.EventName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProspectsTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "new.a == 1 | fails",
                "#root.new.a == 1 | fails",
                "1 == new['a'] | fails",
                "new.a | fails",
                "!new.a | fails",
                "new.a ? true : true | fails",
                "new.a ?: true | fails",
                "new.tags.size() == 1 | fails",
                "{'x'}.contains(new.a) | fails",
                "new.a matches 'x' | fails",
                "'x' matches new.a | fails",
                "new.a + old.a > 5 | fails",
                "old.a - new.a > 5 | fails",
                "new.a between {1, 5} | fails",
                "new matches 'x' | fails",
                "new.a == 1 and true or true | fails",
                "keys.a == 1 and new.a == 1 | never",
                "new?.a.b == 1 | fails",
                "new?.a == 1 | never",
                "new?.a?.b?.size() == 1 | never",
                "new?.a > 5 | never",
                "old.a < new?.a | never",
                "new != null | never",
                "new != null and old.a == 1 | never",
                "!(new == null or old.a == 1) | never",
                "new == null ? false : true | never",
                "new == null and new.a == 1 | fails",
                "false and new.a == 1 | maybe",
                "new == null | maybe",
                "null == new and old.a == 1 | maybe",
                "new?.a != old.a | maybe",
                "new?.a == old?.a | maybe",
                "new?.a < 5 | maybe",
                "new <= null | maybe",
                "keys.a == 1 or new.a == 1 | maybe",
                "!(new?.a == 1) | maybe",
                "new?.a ?: true | maybe",
                "new ?: old.a | maybe",
                "event == 'REMOVE' ? old.a == 1 : new.a == 1 | maybe",
                "new == null ? old.a == 1 : new.a == 1 | maybe",
                "old.tags.?[new == 1].size() == 1 | maybe",
                "old.new.a == 1 | maybe",
                "old['new'].a == 1 | maybe",
                "diff.changed('new') | maybe",
                "{'x', new?.a}.contains(old.a) | maybe",
                "new + 'x' == 'nullx' | maybe",
            })
    void knowsWhatComesOfAConditionOverAnImageThatRemovalsDoNotHave(String expression, String outcome) {
        When when = When.parse(expression);

        assertThat(when.alwaysBreaks(EventName.REMOVE)).isEqualTo(outcome.equals("fails"));
        assertThat(when.canBeMet(EventName.REMOVE)).isEqualTo(outcome.equals("maybe"));
        assertThat(when.canBeMet(EventName.MODIFY)).isTrue();
        assertThat(when.alwaysBreaks(EventName.MODIFY)).isFalse();
    }
}
