package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffRetryPolicyTests {

    @ParameterizedTest(name = "{0} attempts, {1}, times {2}, at most {3}")
    @CsvSource({
        "1, PT1S,   2, PT10S, PT0S",
        "4, PT1S,   2, PT60S, PT10.5S",
        "4, PT1S,   2, PT3S,  PT7.5S",
        "9, PT1S,   2, PT1S,  PT8S",
        "3, PT0.2S, 1, PT10S, PT0.6S",
    })
    void knowsItsLongest(int attempts, Duration backoff, double multiplier, Duration most, Duration longest) {
        assertThat(policy(attempts, backoff, multiplier, most).longest()).isEqualTo(longest);
    }

    @Test
    void knowsItsLongestWithoutCounting() {
        assertThat(policy(Integer.MAX_VALUE, Duration.ofDays(1), 2, Duration.ofDays(1))
                        .longest())
                .isEqualTo(Duration.ofDays(365));
    }

    @RepeatedTest(20)
    void waitsNoLongerThanThat() {
        BackoffRetryPolicy policy = policy(8, Duration.ofMillis(200), 1.7, Duration.ofSeconds(3));
        Duration[] sum = {Duration.ZERO};

        policy.waits().forEachRemaining(wait -> sum[0] = sum[0].plus(wait));

        assertThat(sum[0]).isLessThanOrEqualTo(policy.longest());
    }

    private static BackoffRetryPolicy policy(int attempts, Duration backoff, double multiplier, Duration most) {
        return new BackoffRetryPolicy(new RetryProperties(attempts, backoff, multiplier, most, List.of(), List.of()));
    }
}
