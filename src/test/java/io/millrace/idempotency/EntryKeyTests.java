package io.millrace.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dispatch.RecordId;
import io.millrace.dispatch.WorkId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntryKeyTests {

    @Test
    void readsLikeAPath() {
        assertThat(EntryKey.of(work("orderConfirmation", "7de3041d")))
                .isEqualTo("Orders/confirm/orderConfirmation/7de3041d/101/item");
    }

    @Test
    void escapesWhatWouldMakeItAmbiguousOrLongerThanItLooks() {
        assertThat(EntryKey.of(work("a/b 100%", "grün\uD800")))
                .isEqualTo("Orders/confirm/a%002Fb%0020100%0025/gr%00FCn%D800/101/item");
    }

    @Test
    void keepsAKeyOfTheGreatestLengthWhole() {
        String handler = "h".repeat(2048 - "Orders/confirm//7de3041d/101/item".length());

        assertThat(EntryKey.of(work(handler, "7de3041d"))).hasSize(2048).endsWith("h/7de3041d/101/item");
    }

    @Test
    void cutsALongerKeyAndAddsADigestOfTheWhole() {
        String handler = "h".repeat(2049 - "Orders/confirm//7de3041d/101/item".length());
        String key = EntryKey.of(work(handler, "7de3041d"));

        assertThat(key)
                .hasSize(2048)
                .startsWith("Orders/confirm/hhh")
                .matches(".*h%sha256:[0-9a-f]{64}")
                .isNotEqualTo(EntryKey.of(work(handler, "7de3041e")));
    }

    @Property
    void givesDifferentWorksDifferentKeys(@ForAll("works") WorkId one, @ForAll("works") WorkId other) {
        assertThat(EntryKey.of(one).equals(EntryKey.of(other))).isEqualTo(one.equals(other));
    }

    @Provide
    Arbitrary<WorkId> works() {
        Arbitrary<String> part = Arbitraries.of(List.of("", "a", "/", "%", "%002F", "a/", "\uD800", "\uDC00", "?"));
        return Combinators.combine(part, part, part, part, part, part)
                .as((table, route, handler, eventId, number, item) ->
                        new WorkId(table, route, handler, new RecordId(eventId, number, item)));
    }

    private static WorkId work(String handler, String eventId) {
        return new WorkId("Orders", "confirm", handler, new RecordId(eventId, "101", "item"));
    }
}
