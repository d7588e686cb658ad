package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.SequenceNumber;
import io.millrace.mapping.DiscardedBatch.Condition;
import io.millrace.mapping.Mappings;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LaneTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    @Test
    void deliversAtOnceWithoutAWindow() {
        Lane lane = lane(Mappings.usual(), 1, 2);

        assertThat(next(lane)).isEqualTo("deliver 1 2");
    }

    @Test
    void gathersUntilTheWindowOfTheFirstRecordIsOver() {
        Lane lane = lane(Mappings.usual().window(Duration.ofSeconds(5)), 1);
        after(Duration.ofSeconds(4));
        lane.add(entry(2), null);

        assertThat(next(lane)).isEqualTo("wait until 5");
        after(Duration.ofSeconds(1));
        assertThat(next(lane)).isEqualTo("deliver 1 2");
    }

    @Test
    void beginsAWindowWhenTheDeliveryBeforeItHasEnded() {
        Lane lane = lane(Mappings.usual().window(Duration.ofSeconds(5)).batchSize(1), 1, 2);
        assertThat(next(lane)).isEqualTo("deliver 1");
        lane.add(entry(3), null);
        after(Duration.ofSeconds(30));
        lane.ended(new Answer.Done(), now);

        assertThat(next(lane)).isEqualTo("deliver 2");
        lane.ended(new Answer.Done(), now);
        assertThat(next(lane)).isEqualTo("deliver 3");
    }

    @Test
    void waitsForNoWindowOnceTheBatchIsFull() {
        Lane lane = lane(Mappings.usual().window(Duration.ofSeconds(5)).batchSize(2), 1, 2, 3);

        assertThat(next(lane)).isEqualTo("deliver 1 2");
    }

    @Test
    void waitsForNoWindowAtTheEndOfTheShard() {
        Lane lane = lane(Mappings.usual().window(Duration.ofSeconds(5)), 1);
        lane.end();

        assertThat(next(lane)).isEqualTo("deliver 1");
    }

    @Test
    void keepsABatchWithinLambdasPayload() {
        Lane lane = lane(Mappings.usual());
        for (int i = 1; i <= 20; i++) {
            lane.add(large(i, 400_000), null);
        }

        assertThat(next(lane)).isEqualTo("deliver 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");
    }

    @Test
    void deliversARecordThatIsTooLargeByItself() {
        Lane lane = lane(Mappings.usual());
        lane.add(large(1, 7_000_000), null);
        lane.add(entry(2), null);

        assertThat(next(lane)).isEqualTo("deliver 1");
    }

    @Test
    void waitsLongerBeforeEachRetry() {
        Lane lane = lane(Mappings.usual(), 1);
        next(lane);
        lane.ended(new Answer.Failed(), now);
        assertThat(next(lane)).isEqualTo("wait until 0.05");
        after(Duration.ofMillis(50));
        assertThat(next(lane)).isEqualTo("deliver 1");
        lane.ended(new Answer.From(0), now);
        assertThat(next(lane)).isEqualTo("wait until 0.15");
    }

    @Test
    void waitsTenSecondsAtMost() {
        Lane lane = lane(Mappings.usual(), 1);
        for (int i = 0; i < 100; i++) {
            next(lane);
            lane.ended(new Answer.Failed(), now);
            after(Duration.ofSeconds(10));
        }

        assertThat(next(lane)).isEqualTo("deliver 1");
    }

    @Test
    void blocksWhatIsBehindAPoisonedRecord() {
        Lane lane = lane(Mappings.usual().batchSize(2), 1, 2, 3);
        next(lane);
        lane.ended(new Answer.From(1), now);
        after(Duration.ofSeconds(1));

        assertThat(next(lane)).isEqualTo("deliver 2");
        assertThat(lane.position()).isEqualTo(new SequenceNumber("1"));
        assertThat(lane.size()).isEqualTo(2);
    }

    @Test
    void givesUpRecordsThatAreTooOldAndDeliversTheOthers() {
        Lane lane = lane(Mappings.usual().age(Duration.ofSeconds(60)), 1, 2);
        next(lane);
        lane.ended(new Answer.Failed(), now);
        after(Duration.ofSeconds(59));
        lane.add(entry(3), null);
        next(lane);
        lane.ended(new Answer.Failed(), now);
        after(Duration.ofSeconds(2));

        assertThat(next(lane)).isEqualTo("give up 1 2 after 2, RecordAgeExceeded");
        lane.discarded(batch(lane));
        assertThat(next(lane)).isEqualTo("deliver 3");
        assertThat(lane.position()).isEqualTo(new SequenceNumber("2"));
    }

    @Test
    void asksAgainAboutWhatCouldNotBeDiscarded() {
        Lane lane = lane(Mappings.usual().retries(0), 1);
        next(lane);
        lane.ended(new Answer.Failed(), now);

        assertThat(next(lane)).isEqualTo("give up 1 after 1, " + Condition.RETRY_ATTEMPTS_EXHAUSTED);
        assertThat(next(lane)).isEqualTo("give up 1 after 1, " + Condition.RETRY_ATTEMPTS_EXHAUSTED);
    }

    @Test
    void knowsUpToWhereItIsDone() {
        Lane lane = new Lane(Mappings.usual().mapping(), new SequenceNumber("5"));
        assertThat(lane.position()).isEqualTo(new SequenceNumber("5"));

        lane.add(entry(9), new SequenceNumber("8"));
        assertThat(lane.position()).isEqualTo(new SequenceNumber("8"));
    }

    private SubBatch batch(Lane lane) {
        return ((Decision.Discard) lane.next(now)).batch();
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    private Lane lane(Mappings mappings, int... numbers) {
        Lane lane = new Lane(mappings.mapping(), null);
        for (int number : numbers) {
            lane.add(entry(number), null);
        }
        return lane;
    }

    private String next(Lane lane) {
        Decision decision = lane.next(now);
        if (decision instanceof Decision.Deliver deliver) {
            return "deliver " + numbers(deliver.batch());
        }
        if (decision instanceof Decision.Discard discard) {
            return "give up %s after %d, %s"
                    .formatted(numbers(discard.batch()), discard.batch().deliveries(), discard.condition());
        }
        Instant until = ((Decision.Wait) decision).until();
        double seconds = until == null ? -1 : Duration.between(START, until).toMillis() / 1000.0;
        return "wait until " + (seconds == Math.rint(seconds) ? "" + (long) seconds : "" + seconds);
    }

    private static String numbers(SubBatch batch) {
        return batch.entries().stream().map(entry -> entry.number().text()).collect(Collectors.joining(" "));
    }

    private StreamEntry entry(int number) {
        return StreamEntry.of(
                Records.insert()
                        .sequenceNumber("" + number)
                        .key("id", Attributes.s("a"))
                        .createdAt(now)
                        .build(),
                now,
                now);
    }

    private StreamEntry large(int number, int bytes) {
        return StreamEntry.of(
                Records.insert()
                        .sequenceNumber("" + number)
                        .key("id", Attributes.s("a"))
                        .after("text", Attributes.s("x".repeat(bytes)))
                        .build(),
                now,
                now);
    }
}
