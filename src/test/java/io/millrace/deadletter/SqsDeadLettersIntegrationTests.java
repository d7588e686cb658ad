package io.millrace.deadletter;

import static io.millrace.deadletter.Letters.letter;
import static io.millrace.deadletter.Letters.letters;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.aws.QueueUrl;
import io.millrace.deadletter.DeadLetterSource.Stored;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.testkit.SqsServer;
import io.millrace.time.Deadline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsDeadLettersIntegrationTests {

    private static SqsServer sqs;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        sqs = SqsServer.start();
    }

    @AfterAll
    static void stop() {
        sqs.close();
    }

    @Test
    void keepsWhatIsGivenAndHandsItOut() {
        String queue = sqs.queue("plain");
        List<DeadLetter> letters = letters(25);

        assertThat(store(queue).keep(letters, Deadline.NONE)).isEmpty();

        assertThat(source(queue).next(100))
                .extracting(stored -> DeadLetterEntry.read(stored.json()))
                .containsExactlyInAnyOrderElementsOf(
                        letters.stream().map(DeadLetterEntry::of).toList());
    }

    @Test
    void keepsWhatHasCharactersThatNoQueueTakes() {
        String queue = sqs.queue("characters");
        List<DeadLetter> letters = List.of(
                letter(1, "bad \uFFFF"), letter(2, "\uFFFE\u0001"), letter(3, "half \uD83D"), letter(4, "\u000B"));

        assertThat(store(queue).keep(letters, Deadline.NONE)).isEmpty();

        assertThat(source(queue).next(100))
                .extracting(stored -> DeadLetterEntry.read(stored.json()))
                .containsExactlyInAnyOrderElementsOf(
                        letters.stream().map(DeadLetterEntry::of).toList());
    }

    @Test
    void keepsTheOrderOfAnItemInAFifoQueue() {
        String queue = sqs.queue("ordered.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        List<DeadLetter> letters = letters(30);

        store(queue).keep(letters, Deadline.NONE);
        store(queue).keep(letters.subList(0, 3), Deadline.NONE); // is not kept twice

        List<Stored> all = new ArrayList<>();
        SqsSource source = source(queue);
        for (List<Stored> some = source.next(100); !some.isEmpty(); some = source.next(100)) {
            all.addAll(some);
            some.forEach(source::remove); // what follows in a group comes once this is done
        }
        assertThat(all).hasSize(30);
        Map<String, List<String>> items = all.stream()
                .map(stored -> DeadLetterEntry.read(stored.json()).record().getDynamodb())
                .collect(Collectors.groupingBy(
                        record -> record.getKeys().get("id").getS(),
                        Collectors.mapping(StreamRecord::getSequenceNumber, Collectors.toList())));
        assertThat(items).hasSize(7).allSatisfy((item, numbers) -> assertThat(numbers)
                .isSorted());
    }

    @Test
    void hidesWhatItHandsOutUntilThatIsGivenBack() {
        String queue = sqs.queue("hidden");
        store(queue).keep(letters(3), Deadline.NONE);
        SqsSource first = source(queue);
        List<Stored> stored = first.next(10);

        assertThat(source(queue).next(10)).isEmpty();
        first.remove(stored.get(0));
        first.giveBack();

        assertThat(source(queue).next(10))
                .extracting(Stored::json)
                .containsExactlyInAnyOrder(stored.get(1).json(), stored.get(2).json());
    }

    @Test
    void tellsHowManyMessagesSomebodyElseHasInHand() {
        String queue = sqs.queue("in-hand");
        store(queue).keep(letters(3), Deadline.NONE);
        assertThat(source(queue).inFlight()).isZero();

        source(queue).next(2);

        assertThat(source(queue).inFlight()).isEqualTo(2);
    }

    @Test
    void givesBackAlthoughTheThreadIsInterrupted() {
        String queue = sqs.queue("interrupted");
        store(queue).keep(letters(12), Deadline.NONE);
        SqsSource first = source(queue);
        first.next(100);

        Thread.currentThread().interrupt();
        first.giveBack();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(source(queue).next(100)).hasSize(12);
    }

    @Test
    void partsWhatDoesNotFitIntoOneCall() {
        String queue = sqs.queue("large");
        List<DeadLetter> letters =
                List.of(letter(1, "x".repeat(700_000)), letter(2, "x".repeat(700_000)), letter(3, "x"));

        assertThat(store(queue).keep(letters, Deadline.NONE)).isEmpty();
        assertThat(source(queue).next(10)).hasSize(3);
    }

    @Test
    void refusesWhatNoQueueCanHold() {
        DeadLetter large = letter(1, "x".repeat(1_100_000));

        List<DeadLetterStore.Unkept> unkept =
                store(sqs.queue("too-large")).keep(List.of(large, letter(2, "x")), Deadline.NONE);

        assertThat(unkept).singleElement().satisfies(one -> {
            assertThat(one.letter()).isSameAs(large);
            assertThat(one.cause())
                    .hasMessageMatching(
                            "The dead letter has 110\\d{4} bytes, more than a message of queue '.*/too-large' "
                                    + "can hold\\. millrace\\.dead-letter-overflow can name a place for such, "
                                    + "s3://<bucket>/<prefix> or file:<directory>");
        });
        assertThat(source(sqs.endpoint() + "/000000000000/too-large").next(10)).hasSize(1);
    }

    @Test
    void putsWhatIsTooLargeElsewhere() {
        FileDeadLetters files = new FileDeadLetters(directory);
        String queue = sqs.queue("overflowing");
        DeadLetterStore store = new SqsDeadLetters(sqs::client, url(queue), Optional.of(files), wait -> {});

        assertThat(store.keep(List.of(letter(1, "x".repeat(1_100_000)), letter(2, "x")), Deadline.NONE))
                .isEmpty();

        assertThat(files.next(10)).hasSize(1);
        assertThat(source(queue).next(10)).hasSize(1);
    }

    @Test
    void tellsOfAQueueThatIsNotThere() {
        assertThat(store(sqs.endpoint() + "/000000000000/none").keep(letters(2), Deadline.NONE))
                .hasSize(2)
                .extracting(unkept -> unkept.cause().getMessage())
                .allMatch(message -> message.contains("queue"));
    }

    @Test
    void takesOutWhatSnsHasWrapped() {
        String queue = sqs.queue("wrapped");
        sqs.client().sendMessage(send -> send.queueUrl(queue)
                .messageBody("{\"Type\": \"Notification\", \"Message\": \"{\\\"a\\\": 1}\"}"));

        assertThat(source(queue).next(1)).extracting(Stored::json).containsExactly("{\"a\": 1}");
    }

    private static SqsDeadLetters store(String queue) {
        return new SqsDeadLetters(sqs::client, url(queue), Optional.empty(), wait -> {});
    }

    private static QueueUrl url(String queue) {
        return QueueUrl.find(queue).orElseThrow();
    }

    private static SqsSource source(String queue) {
        return new SqsSource(sqs::client, queue);
    }
}
