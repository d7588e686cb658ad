package io.millrace.cli;

import static io.millrace.cli.Redriven.ITEMS;
import static io.millrace.cli.Redriven.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A thousand changes of a real table fail in one of two routes, and are handled again from where they were kept. */
class RedriveIntegrationTests {

    private static Redriven redriven;
    private static int sources;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final String source = "source-" + ++sources;

    @BeforeAll
    static void start() {
        redriven = Redriven.start();
    }

    @AfterAll
    static void stop() {
        redriven.close();
    }

    @BeforeEach
    void forget() {
        EffectsApplication.EFFECTS.clear();
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(redriven.things().records()).hasSize(RECORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "s3", "sqs", "sqs.fifo"})
    void handlesDeadLettersInTheRouteThatFailed(String kind) throws IOException {
        String place = place(kind);
        fail(place);
        assertThat(EffectsApplication.EFFECTS).hasSize(RECORDS).allMatch(effect -> effect.startsWith("total "));

        assertThat(run(place)).as(out::toString).isZero();

        assertThat(out.toString())
                .endsWith("%d done, 0 failed, 0 held back behind a failure of their item%n".formatted(RECORDS));
        redriven.assertAllOnceAndInOrder();
        assertThat(run(place)).isZero();
        assertThat(out.toString()).endsWith("Nothing to redrive%n".formatted());
    }

    private String place(String kind) {
        return switch (kind) {
            case "file" -> "file:" + directory.resolve("letters");
            case "s3" -> "s3://%s/letters".formatted(redriven.s3().bucket(source));
            case "sqs" -> "sqs:" + redriven.sqs().queue(source);
            default -> "sqs:" + redriven.sqs().queue(source + ".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        };
    }

    @Test
    void leavesInItsPlaceWhatFailsAgainAndWhatIsBehindIt() throws IOException {
        String place = place("file");
        fail(place);
        EffectsApplication.broken = true;

        assertThat(run(place, "--limit", "1000")).isEqualTo(1);

        assertThat(out.toString())
                .contains("left  ")
                .contains("failed in route 'mails', handler 'mail' (attempt 1): "
                        + "java.lang.IllegalStateException: The mail server is away")
                .endsWith("0 done, %d failed, %d held back behind a failure of their item%n"
                        .formatted(ITEMS, RECORDS - ITEMS));
        EffectsApplication.broken = false;
        assertThat(run(place)).isZero();
        redriven.assertAllOnceAndInOrder();
    }

    @Test
    void handlesWholeBatchesOutOfObjectsOfLambda() throws IOException {
        String bucket = redriven.s3().bucket(source);
        int number = 0;
        for (String object : redriven.things().objects()) {
            String key = "aws/lambda/mapping/shard/2026/11/14/%04d".formatted(number++);
            redriven.s3().client().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(object));
        }

        assertThat(run("s3://%s/aws/lambda/".formatted(bucket)))
                .as(out::toString)
                .isZero();

        redriven.assertAllOnceAndInOrder();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsBatchesThatNoticesNameFromTheStream(boolean wrappedBySns) throws IOException {
        String queue = redriven.sqs().queue(source);
        for (String notice : redriven.things().notices()) {
            String body = wrappedBySns
                    ? "{\"Type\": \"Notification\", \"Message\": \"%s\"}".formatted(escaped(notice))
                    : notice;
            redriven.sqs().client().sendMessage(send -> send.queueUrl(queue).messageBody(body));
        }

        assertThat(run("sqs:" + queue)).as(out::toString).isZero();

        redriven.assertAllOnceAndInOrder();
    }

    private static String escaped(String notice) {
        return notice.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Test
    void saysWhenTheStreamHasTheRecordsNoLonger() throws IOException {
        String queue = redriven.sqs().queue(source);
        String notice = redriven.things()
                .notices()
                .get(0)
                .replaceAll("shardId-[0-9a-f-]+", "shardId-00000001763000000000-deadbeef");
        redriven.sqs().client().sendMessage(send -> send.queueUrl(queue).messageBody(notice));

        assertThat(run("sqs:" + queue)).isEqualTo(1);

        assertThat(out.toString())
                .contains("are gone: a stream keeps its records for 24 hours, and ends with its table.")
                .contains("0 done, 1 failed");
    }

    @Test
    void givesMessagesBackAndSaysWhatSomebodyElseHasInHand() throws IOException {
        String queue = redriven.sqs().queue(source);
        redriven.sqs().client().sendMessage(send -> send.queueUrl(queue).messageBody("not a dead letter"));

        assertThat(run("sqs:" + queue)).isEqualTo(1);
        assertThat(run("sqs:" + queue)).isEqualTo(1);
        assertThat(out.toString().split("it is not JSON")).hasSize(3);
        redriven.sqs().client().receiveMessage(receive -> receive.queueUrl(queue)
                .visibilityTimeout(60));
        assertThat(run("sqs:" + queue)).isEqualTo(1);

        assertThat(out.toString()).endsWith("""
                About 1 more entry is in flight: another process holds it, or held it when it was killed. \
                What a redrive held comes back after an hour.
                Nothing else to redrive
                """.replace("\n", System.lineSeparator()));
    }

    /** What no route wants is not done, where the table says that each record has to be wanted. */
    @Test
    void leavesWhatNoRouteWants() throws IOException {
        Path letters = directory.resolve("unwanted");
        String place = "file:" + letters;
        redriven.handle(unwanted("dead-letter"), place);

        assertThat(redriven.redrive(out, place, unwanted("stop"), "--limit", "2"))
                .isEqualTo(1);

        assertThat(out.toString()).contains("0 done, 1 failed, 1 held back");
        try (Stream<Path> files = Files.walk(letters)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(RECORDS);
        }
    }

    private String unwanted(String onFailure) throws IOException {
        Path file = Files.writeString(directory.resolve("unwanted-" + onFailure + ".yml"), """
                millrace.tables.things:
                  unmatched: fail
                  on-failure: %s
                  routes.none: { filter: '{"eventName": ["REMOVE"]}', handler: mail }
                """.formatted(onFailure));
        return "--spring.config.location=file:" + file;
    }

    @Test
    void onlyLooksIfThatIsAskedFor() throws IOException {
        String place = place("file");
        fail(place);
        EffectsApplication.EFFECTS.clear();

        assertThat(run(place, "--dry-run", "--table", "things", "--route", "mails", "--limit", "3"))
                .isZero();

        assertThat(out.toString().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("table 'things', route 'mails', handler 'mail', record "))
                .endsWith("3 entries, not touched");
        assertThat(EffectsApplication.EFFECTS).isEmpty();
    }

    /** Handles all changes while the handler of one route is broken. */
    private void fail(String place) throws IOException {
        EffectsApplication.broken = true;
        try {
            redriven.handle(configuration("dead-letter"), place);
        } finally {
            EffectsApplication.broken = false;
        }
    }

    private int run(String place, String... options) throws IOException {
        return redriven.redrive(out, place, configuration("stop"), options);
    }

    private String configuration(String onFailure) throws IOException {
        Path file = directory.resolve(onFailure + ".yml");
        Files.writeString(file, EffectsApplication.CONFIGURATION.formatted(onFailure));
        return "--spring.config.location=file:" + file;
    }
}
