package io.millrace.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LambdaBatchIntegrationTests {

    /** From the 600th record on, sequence numbers have a digit more: as text, those come before all others. */
    private static final BigInteger FIRST = new BigInteger("99999999999999999999401");

    private static final String RECORD = """
            {"eventName": "INSERT", "eventSource": "aws:dynamodb",
             "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/%s/stream/2026-01-01T00:00:00.000",
             "dynamodb": {"Keys": {"id": {"S": "%d"}}, "NewImage": {"id": {"S": "%d"}%s}, "SequenceNumber": "%s",
                          "StreamViewType": "NEW_AND_OLD_IMAGES"}}""";

    @TempDir
    private Path directory;

    private LambdaRuntime runtime;

    @BeforeEach
    void startWithCountingHandlers() throws IOException {
        start(Map.of());
    }

    private void start(Map<String, String> environment) throws IOException {
        Path taskRoot = LambdaZip.ofThisBuild()
                .unpackInto(
                        Files.createTempDirectory(directory, "task"),
                        CountingApplication.class,
                        CountingApplication.CONFIGURATION);
        Map<String, String> all = new HashMap<>(environment);
        all.put("MAIN_CLASS", CountingApplication.class.getName());
        runtime = LambdaRuntime.start(taskRoot, all);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void answersWithTheOneThatFailed() {
        Invocation invocation = runtime.invoke(thousandRecords("singles", 500));

        assertThat(invocation.body()).isEqualTo(stoppedAt("99999999999999999999900"));
        assertThat(invocation.log()).contains("Handled 499 items, each at most 1 time(s)");
    }

    @Test
    void answersWithTheFirstOfThreeThatFail() {
        Invocation invocation = runtime.invoke(thousandRecords("singles", 900, 500, 700));

        assertThat(invocation.body()).isEqualTo(stoppedAt("99999999999999999999900"));
        assertThat(invocation.log()).containsOnlyOnce("Handled 499 items, each at most 1 time(s)");
    }

    @Test
    void answersWithTheLowestOfThreeThatABatchHandlerNames() {
        Invocation invocation = runtime.invoke(thousandRecords("batches", 500, 700, 900));

        assertThat(invocation.body()).isEqualTo(stoppedAt("99999999999999999999900"));
        assertThat(invocation.log()).containsOnlyOnce("Called with 1000 records");
    }

    @Test
    void answersWithTheLowestOfEachTable() {
        String both = records("singles", Set.of(2)) + "," + records("batches", Set.of(3));

        Invocation invocation = runtime.invoke(event(both));

        assertThat(invocation.body())
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"99999999999999999999402\"},"
                        + "{\"itemIdentifier\":\"99999999999999999999403\"}]}");
    }

    @Test
    void triesAgainAndSkipsAsTheRoutesSay() {
        Invocation invocation = runtime.invoke(thousandRecords("retries", 500, 700));

        assertThat(invocation.body()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(invocation.log())
                .contains("record 99999999999999999999900 failed in route 'again', handler 'thirdTime' (attempt 2)")
                .contains(
                        "record 99999999999999999999900 failed in route 'never', handler 'single' (attempt 2), skipped")
                .doesNotContain("(attempt 3)");
    }

    @Test
    void reportsTheFirstRecordWhenTheTimeIsUp() throws IOException {
        runtime.close();
        start(Map.of("MILLRACE_DEADLINE_MARGIN", "1h"));

        Invocation invocation = runtime.invoke(thousandRecords("singles"));

        assertThat(invocation.body()).isEqualTo(stoppedAt("99999999999999999999401"));
        assertThat(invocation.log())
                .contains("Table 'singles': time is running out, stopped before record 99999999999999999999401");
    }

    private static byte[] thousandRecords(String table, Integer... failing) {
        return event(records(table, Set.of(failing)));
    }

    private static String records(String table, Set<Integer> failing) {
        return IntStream.rangeClosed(1, 1000)
                .mapToObj(n -> record(table, n, failing.contains(n) ? ", \"fails\": {\"BOOL\": true}" : ""))
                .collect(Collectors.joining(","));
    }

    private static String record(String table, int number, String attributes) {
        BigInteger sequenceNumber = FIRST.add(BigInteger.valueOf(number - 1));
        return RECORD.formatted(table, number, number, attributes, sequenceNumber);
    }

    private static byte[] event(String records) {
        return "{\"Records\": [%s]}".formatted(records).getBytes(UTF_8);
    }

    private static String stoppedAt(String sequenceNumber) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(sequenceNumber);
    }
}
