package io.millrace.config;

import io.millrace.dispatch.FailurePolicy;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Retries with Spring's exponential backoff. */
final class BackoffRetryPolicy implements FailurePolicy.Retry {

    private static final long MOST_MILLIS = Duration.ofDays(365).toMillis();

    private final ExponentialBackOff backOff;
    private final List<Class<? extends Throwable>> on;
    private final List<Class<? extends Throwable>> notOn;

    BackoffRetryPolicy(RetryProperties retry) {
        this.on = retry.on();
        this.notOn = retry.notOn();
        this.backOff = new ExponentialBackOff(retry.backoff().toMillis(), retry.multiplier());
        backOff.setJitter(retry.backoff().toMillis() / 2);
        backOff.setMaxInterval(retry.maxBackoff().toMillis());
        backOff.setMaxAttempts(retry.maxAttempts() - 1L);
    }

    @Override
    public boolean covers(Throwable failure) {
        boolean wanted = on.isEmpty() || on.stream().anyMatch(type -> type.isInstance(failure));
        return wanted && notOn.stream().noneMatch(type -> type.isInstance(failure));
    }

    @Override
    public Duration longest() {
        double wait = backOff.getInitialInterval();
        double sum = 0;
        long left = backOff.getMaxAttempts();
        for (; left > 0 && wait < backOff.getMaxInterval() && backOff.getMultiplier() > 1; left--) {
            sum += withJitter(wait);
            wait *= backOff.getMultiplier();
        }
        return Duration.ofMillis((long) Math.min(sum + left * withJitter(wait), MOST_MILLIS));
    }

    /** The longest wait with jitter, which adds up to a half, but never exceeds the maximum. */
    private double withJitter(double wait) {
        double share = (double) backOff.getJitter() / backOff.getInitialInterval();
        return Math.min(wait * (1 + share), backOff.getMaxInterval());
    }

    @Override
    public Iterator<Duration> waits() {
        BackOffExecution execution = backOff.start();
        return LongStream.generate(execution::nextBackOff)
                .takeWhile(wait -> wait != BackOffExecution.STOP)
                .mapToObj(Duration::ofMillis)
                .iterator();
    }
}
