package io.millrace.deadletter;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.Failure;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Dead letters of the table Products. */
final class Letters {

    static final DeadLetter.Failed FAILED =
            new DeadLetter.Failed(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:01.500Z"));

    private Letters() {}

    /** As many letters, of the sequence numbers from 1000 on. */
    static List<DeadLetter> letters(int count) {
        return IntStream.range(0, count).mapToObj(i -> letter(1000 + i, "x")).toList();
    }

    /** A letter whose record has this text in an attribute. */
    static DeadLetter letter(int number, String text) {
        DynamodbStreamRecord record = insert().eventId("event-" + number)
                .sequenceNumber("" + number)
                .key("id", s("item-" + number % 7))
                .after("text", s(text))
                .build();
        return of(record, "added", "productAdded");
    }

    static DeadLetter of(DynamodbStreamRecord record, String route, String handler) {
        Failure failure = new Failure(
                new SequenceNumber(record.getDynamodb().getSequenceNumber()),
                route,
                handler,
                3,
                new IllegalStateException("not today", new RuntimeException("the reason")));
        return new DeadLetter("Products", record, failure, FAILED);
    }
}
