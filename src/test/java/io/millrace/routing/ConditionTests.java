package io.millrace.routing;

import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTests {

    private static final Change<Item> CHANGE = Records.modify()
            .key("id", s("x"))
            .before("price", n("9.90"))
            .before("name", s("a"))
            .before("tags", ss("x", "y"))
            .before("gone", s("a"))
            .before("list", l(m(Map.of("n", n("1"))), s("b")))
            .after("price", n("9.9"))
            .after("name", s("b"))
            .after("tags", ss("y", "x"))
            .after("came", s("a"))
            .after("list", l(m(Map.of("n", n("2"))), s("b")))
            .change();

    @ParameterizedTest
    @CsvSource({
        "price, false",
        "name, true",
        "tags, false",
        "gone, true",
        "came, true",
        "absent, false",
        "list[0].n, true",
        "list[1], false",
        "list[7], false",
    })
    void comparesTheImages(String path, boolean changed) {
        assertThat(new Changed(List.of(path)).isMet(CHANGE)).isEqualTo(changed);
        assertThat(new Changed(List.of("price", path)).isMet(CHANGE)).isEqualTo(changed);
    }

    @Test
    void takesEverythingThatIsThereForChangedInAnInsertAndARemove() {
        Change<Item> insert =
                Records.insert().key("id", s("x")).after("a", s("1")).change();
        Change<Item> remove =
                Records.remove().key("id", s("x")).before("a", s("1")).change();

        assertThat(List.of(insert, remove)).allMatch(new Changed(List.of("a"))::isMet);
        assertThat(List.of(insert, remove)).noneMatch(new Changed(List.of("b"))::isMet);
    }

    @Test
    void failsOverAnImageThatTheStreamLeavesOut() {
        Change<Item> modify =
                Records.modify().key("id", s("x")).after("a", s("1")).change();

        assertThatThrownBy(() -> new Changed(List.of("a")).isMet(modify)).isInstanceOf(AbsentImageException.class);
    }

    @Test
    void showsTheBeginningOfALongValue() {
        Change<Item> change = Records.insert()
                .key("id", s("x"))
                .after("text", s("x".repeat(400_000)))
                .change();

        assertThat(new Changed(List.of("text")).explain(change).seen())
                .isEqualTo("text: nothing -> " + "x".repeat(200) + "…");
    }

    @Test
    void showsWhatItCompared() {
        assertThat(new Changed(List.of("price", "gone")).explain(CHANGE))
                .isEqualTo(new Condition.Result(
                        "changed", true, "price or gone", "price: 9.90 -> 9.9, gone: a -> nothing"));
    }

    @Test
    void tellsWhoRemovedAnItem() {
        Change<Item> byUser = Records.remove().key("id", s("x")).change();
        Change<Item> byTtl = Records.remove()
                .key("id", s("x"))
                .removedBy("Service", "dynamodb.amazonaws.com")
                .change();

        assertThat(RemovedBy.USER.isMet(byUser)).isTrue();
        assertThat(RemovedBy.USER.isMet(byTtl)).isFalse();
        assertThat(RemovedBy.TTL.isMet(byUser)).isFalse();
        assertThat(RemovedBy.TTL.isMet(byTtl)).isTrue();
        assertThat(RemovedBy.values()).allMatch(condition -> condition.isMet(CHANGE));
        assertThat(RemovedBy.TTL.explain(byUser).seen()).isEqualTo("by a user: userIdentity is not that of TTL");
    }
}
