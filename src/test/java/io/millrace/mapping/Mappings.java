package io.millrace.mapping;

import io.millrace.mapping.EventSourceMapping.StartingPosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Event source mappings, beginning with Lambda's defaults. */
public record Mappings(
        int batchSize,
        Duration window,
        int factor,
        StartingPosition position,
        int retries,
        @Nullable Duration age,
        boolean bisect,
        boolean reports) {

    public static Mappings usual() {
        return new Mappings(100, Duration.ZERO, 1, StartingPosition.TRIM_HORIZON, -1, null, false, true);
    }

    public Mappings batchSize(int size) {
        return new Mappings(size, window, factor, position, retries, age, bisect, reports);
    }

    public Mappings window(Duration time) {
        return new Mappings(batchSize, time, factor, position, retries, age, bisect, reports);
    }

    public Mappings factor(int lanes) {
        return new Mappings(batchSize, window, lanes, position, retries, age, bisect, reports);
    }

    public Mappings latest() {
        return new Mappings(batchSize, window, factor, StartingPosition.LATEST, retries, age, bisect, reports);
    }

    public Mappings retries(int most) {
        return new Mappings(batchSize, window, factor, position, most, age, bisect, reports);
    }

    public Mappings age(Duration most) {
        return new Mappings(batchSize, window, factor, position, retries, most, bisect, reports);
    }

    public Mappings bisecting(boolean bisects) {
        return new Mappings(batchSize, window, factor, position, retries, age, bisects, reports);
    }

    public Mappings reporting(boolean reported) {
        return new Mappings(batchSize, window, factor, position, retries, age, bisect, reported);
    }

    public EventSourceMapping mapping() {
        return new EventSourceMapping(batchSize, window, factor, position, retries, age, bisect, reports, null);
    }
}
