package io.millrace.deadletter;

import static io.millrace.deadletter.Letters.letter;
import static io.millrace.deadletter.Letters.letters;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.deadletter.DeadLetterSource.Stored;
import io.millrace.dispatch.DeadLetter;
import io.millrace.testkit.S3Server;
import io.millrace.time.Deadline;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3DeadLettersIntegrationTests {

    private static S3Server s3;

    @BeforeAll
    static void start() {
        s3 = S3Server.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void keepsWhatIsGivenAndHandsItOutInOrder() {
        s3.bucket("ordered");
        List<DeadLetter> letters = letters(25);

        assertThat(at("ordered", "a/").keep(letters, Deadline.NONE)).isEmpty();

        assertThat(at("ordered", "a/").next(100))
                .extracting(stored -> DeadLetterEntry.read(stored.json()))
                .containsExactlyElementsOf(
                        letters.stream().map(DeadLetterEntry::of).toList());
        assertThat(at("ordered", "b/").next(100)).isEmpty();
    }

    @Test
    void removesOne() {
        s3.bucket("removing");
        at("removing", "").keep(letters(2), Deadline.NONE);
        List<Stored> stored = at("removing", "").next(10);

        at("removing", "").remove(stored.get(0));

        assertThat(at("removing", "").next(10))
                .extracting(Stored::place)
                .containsExactly(
                        "s3://removing/Products/added/0000000000000000000000000000000000001001-productAdded-event-1001.json");
    }

    @Test
    void keepsTheLargestRecordTwiceInOneObject() {
        s3.bucket("large");
        DeadLetter large = letter(1, "x".repeat(2_000_000));

        at("large", "").keep(List.of(large), Deadline.NONE);
        at("large", "").keep(List.of(large), Deadline.NONE);

        assertThat(at("large", "").next(10)).hasSize(1);
    }

    @Test
    void tellsOfABucketThatIsNotThere() {
        assertThat(at("none", "").keep(letters(2), Deadline.NONE))
                .hasSize(2)
                .extracting(unkept -> unkept.cause().getMessage())
                .allMatch(message -> message.contains("bucket"));
    }

    private static S3DeadLetters at(String bucket, String prefix) {
        return new S3DeadLetters(bucket, prefix, s3::client);
    }
}
