package io.millrace.expression;

import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.EventFiles;
import io.millrace.testkit.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesInConditionsTests {

    private static final Change<Item> CHANGE = Records.modify()
            .key("new", s("x"))
            .before("new", n("1"))
            .after("new", n("2"))
            .after("_10", n("3"))
            .after("_11", n("4"))
            .after("n__", n("5"))
            .after("new__c", n("6"))
            .after("ünew", n("7"))
            .after("newü", n("8"))
            .after("new$x", n("9"))
            .after("$new", n("10"))
            .after("map", m(Map.of("new", l(m(Map.of("new", n("11"), "n__", n("12")))))))
            .change();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new._10 == 3 and new._11 == 4",
                "new.n__ == 5 and new['n__'] == 5",
                "new.new__c == 6",
                "new.ünew == 7 and new.newü == 8",
                "new.new$x == 9 and new.$new == 10",
                "new.new == 2 and old.new == 1 and keys.new == 'x' and new['new'] == 2 and new[new] == 2",
                "new.map.new[0].new == 11 and new.map.new.![new + n__] == {23}",
                "new.map.new.?[new == 11 and n__ == 12 and #root.new._10 == 3].size() == 1",
                "{new: 1, n__: 2} == {'new': 1, 'n__': 2}",
                "' new _10 ' == \" new _10 \"",
                "new\n.new == 2 and(new.new==2)and!(new==null)",
            })
    void readsEachNameAsItIsWritten(String expression) {
        assertThat(When.parse(expression).isMet(CHANGE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.Region__c == 'EU' and old.Region__c == 'US'",
                "!(new.Region__c != 'EU')",
                "new['Region__c'] == 'EU'",
                "new.plan__id == 5 and new.n__ == 1 and new.a__b == 1 and new.a_b$c == 1",
                "new.sub.in__stock",
                "new.größe == 5",
                "new.items.?[new == 1].size() == 1",
                "new.set1 == new.set2",
            })
    void readsTheNamesOfAnEvent(String expression) {
        Change<Item> change =
                EventFiles.changes(getClass(), "names-with-underscores.json").get(0);

        assertThat(When.parse(expression).isMet(change)).isTrue();
    }

    @Test
    void showsNamesAsTheyAreWritten() {
        assertThatThrownBy(() -> When.parse("_10 == 1"))
                .hasMessage("there is no '_10'; a condition reads [event, table, keys, old, new, diff]");
        assertThatThrownBy(() -> When.parse("new.new.x == 1").isMet(CHANGE))
                .hasMessage("'new.new.x == 1' fails: 'new.new' is a number, and has no attribute 'x'");
        assertThatThrownBy(() -> When.parse("new._10 == new >"))
                .hasMessageStartingWith("'new._10 == new >' is not an expression: at column 16");
    }
}
