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

class LaneTests {

    @Test
    @Timeout(60)
    void areFoundAmongManyOfEqualHashes() {
        List<Lane> lanes = Collisions.texts(20_000).stream()
                .map(key -> replay(key, "route", "handler").lane().orElseThrow())
                .toList();

        Set<Lane> stuck = new HashSet<>(lanes);

        assertThat(lanes.stream().map(Lane::hashCode).distinct()).hasSize(1);
        assertThat(lanes.stream().filter(stuck::contains).count()).isEqualTo(20_000);
        assertThat(stuck)
                .hasSize(20_000)
                .doesNotContain(replay("other", "route", "handler").lane().orElseThrow());
    }

    @Test
    void areThoseOfAnItemInAHandlerOrOfAWholeTable() {
        List<Optional<Lane>> lanes = List.of(
                replay("a", "route", "handler").lane(),
                replay("a", "route", "other").lane(),
                replay("b", "route", "handler").lane(),
                replay("a", "", "").lane());

        assertThat(lanes).doesNotContain(Optional.empty());
        assertThat(lanes.stream().flatMap(Optional::stream).sorted().collect(Collectors.toSet()))
                .hasSize(4);
        assertThat(replay("b", "", "").lane()).isEqualTo(lanes.get(3));
        assertThat(replay("a", "route", "handler").lane()).isEqualTo(lanes.get(0));
    }

    private static Replay replay(String key, String route, String handler) {
        return new Replay(
                Records.TABLE,
                route,
                handler,
                List.of(Records.insert().sequenceNumber("1").key("id", s(key)).build()));
    }
}
