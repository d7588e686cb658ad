package io.millrace.redrive;

import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Collisions;
import io.millrace.testkit.Records;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrderKeyTests {

    @Test
    @Timeout(60)
    void areFoundAmongManyOfEqualHashes() {
        List<OrderKey> orders = Collisions.texts(20_000).stream()
                .map(key -> replay(key, "route", "handler").order().orElseThrow())
                .toList();

        Set<OrderKey> stuck = new HashSet<>(orders);

        assertThat(orders.stream().map(OrderKey::hashCode).distinct()).hasSize(1);
        assertThat(orders.stream().filter(stuck::contains).count()).isEqualTo(20_000);
        assertThat(stuck)
                .hasSize(20_000)
                .doesNotContain(replay("other", "route", "handler").order().orElseThrow());
    }

    @Test
    void areThoseOfAnItemInAHandlerOrOfAWholeTable() {
        List<Optional<OrderKey>> orders = List.of(
                replay("a", "route", "handler").order(),
                replay("a", "route", "other").order(),
                replay("b", "route", "handler").order(),
                replay("a", "", "").order());

        assertThat(orders).doesNotContain(Optional.empty());
        assertThat(orders.stream().flatMap(Optional::stream).sorted().collect(Collectors.toSet()))
                .hasSize(4);
        assertThat(replay("b", "", "").order()).isEqualTo(orders.get(3));
        assertThat(replay("a", "route", "handler").order()).isEqualTo(orders.get(0));
    }

    private static Replay replay(String key, String route, String handler) {
        return new Replay(
                Records.TABLE,
                route,
                handler,
                List.of(Records.insert().sequenceNumber("1").key("id", s(key)).build()));
    }
}
