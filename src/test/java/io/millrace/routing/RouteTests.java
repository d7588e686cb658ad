package io.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.EventName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTests {

    private static final Set<EventName> ADDS = Set.of(EventName.MODIFY, EventName.INSERT);

    @Test
    void writesItsConditionsInOneLine() {
        assertThat(new Route<>("r", ADDS, List.of(), List.of(), "").describe()).isEqualTo("INSERT MODIFY");
        assertThat(new Route<>("r", ADDS, keys("PET#*", "5\\*"), keys("7"), "").describe())
                .isEqualTo("INSERT MODIFY, partition-key 'PET#*' or '5\\*', sort-key '7'");
    }

    @Test
    void knowsWhetherAnotherMatchesTheSame() {
        Route<String> route = new Route<>("r", ADDS, keys("a", "b"), keys("c"), "x");

        assertThat(route.matchesSame(new Route<>("other", ADDS, keys("b", "a"), keys("c"), 1)))
                .isTrue();
        assertThat(route.matchesSame(new Route<>("other", ADDS, keys("a"), keys("c"), 1)))
                .isFalse();
        assertThat(route.matchesSame(new Route<>("other", ADDS, keys("a", "b"), keys("c*"), 1)))
                .isFalse();
        assertThat(route.matchesSame(new Route<>("other", Set.of(EventName.REMOVE), keys("a", "b"), keys("c"), 1)))
                .isFalse();
    }

    @Test
    void goesToAnotherTargetAsTheSameRoute() {
        Route<Integer> moved = new Route<>("r", ADDS, keys("a"), keys("c"), "x").to(1);

        assertThat(moved).isEqualTo(new Route<>("r", ADDS, keys("a"), keys("c"), 1));
    }

    @Test
    void needsAnEventName() {
        assertThatThrownBy(() -> new Route<>("r", Set.of(), List.of(), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route 'r' has no event name");
    }

    private static List<KeyPattern> keys(String... patterns) {
        return Arrays.stream(patterns).map(KeyPattern::parse).toList();
    }
}
