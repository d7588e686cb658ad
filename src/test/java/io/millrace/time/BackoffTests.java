package io.millrace.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private static List<Duration> next(Backoff backoff, int count) {
        return Stream.generate(backoff::next).limit(count).toList();
    }

    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = Backoff.exponential(Duration.ofMillis(50), Duration.ofMillis(300));

        assertThat(next(backoff, 5)).extracting(Duration::toMillis).containsExactly(50L, 100L, 200L, 300L, 300L);
        backoff.reset();
        assertThat(backoff.next()).hasMillis(50);
    }

    @RepeatedTest(20)
    void waitsForAPartOfThatWhereOthersWaitToo() {
        List<Duration> waits = next(Backoff.jittered(Duration.ofMillis(2), Duration.ofMillis(5)), 50);

        assertThat(waits.get(0)).isBetween(Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofMillis(5)));
        assertThat(waits).anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofMillis(2)));
    }

    @Test
    void waitsBetweenAsManyTriesAsThereAre() throws InterruptedException {
        List<Duration> waits = new ArrayList<>();
        Backoff backoff = Backoff.exponential(Duration.ofMillis(50), Duration.ofMillis(300));

        assertThat(backoff.waitForAnotherOf(4, waits::add)).isTrue();
        assertThat(backoff.anotherOf(4)).isTrue();
        assertThat(backoff.waitForAnotherOf(4, waits::add)).isTrue();
        assertThat(backoff.waitForAnotherOf(4, waits::add)).isFalse();

        assertThat(waits).extracting(Duration::toMillis).containsExactly(50L, 100L);
    }
}
