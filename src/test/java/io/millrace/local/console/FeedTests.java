package io.millrace.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.DispatchListener.Batch;
import io.millrace.dispatch.DispatchListener.BatchEnded;
import io.millrace.dispatch.Failure;
import io.millrace.event.EventReader;
import io.millrace.function.TableFunctions;
import io.millrace.source.ShardName;
import io.millrace.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTests {

    private static final ShardName SHARD = new ShardName("orders", "arn", "shard");

    private static final TableFunctions NONE = new TableFunctions(List.of(), Set.of());

    private static final BatchResult DONE = new BatchResult(
            1,
            new BatchResult.Done(Map.of(), Map.of()),
            1,
            new BatchResult.Failed(List.of(), List.of(), List.of()),
            Optional.empty());

    private final Feed feed = new Feed(Time.SYSTEM, () -> NONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": {\"M\": {\"a\": {\"S\": \"b\"}}}}",
                "{\"id\": {\"M\": {}}}",
                "{\"id\": {\"M\": null}}",
                "{\"id\": {\"L\": null}}",
                "{\"id\": {\"L\": [{\"M\": null}]}}",
                "{\"id\": {\"L\": []}}",
                "{\"id\": {\"NULL\": true}}",
                "{\"id\": {\"NULL\": false}}",
                "{\"id\": {\"BOOL\": true}}",
                "{\"id\": {\"SS\": [\"a\"]}}",
                "{\"id\": {\"NS\": null}}",
                "{\"id\": {\"BS\": [\"YQ==\"]}}",
                "{\"id\": {\"BS\": [null]}}",
                "{\"id\": {\"S\": \"a\", \"N\": \"1\"}}",
                "{\"id\": {\"S\": null}}",
                "{\"id\": {\"N\": \"x\"}}",
                "{\"id\": {\"X\": \"x\"}}",
                "{\"id\": {}}",
                "{\"id\": null}",
                "{\"id\": \"a\"}",
                "{\"id\": [1]}",
                "{}",
                "null",
                "[]",
                "\"id\"",
            })
    void showsARecordWhateverItsKeyIs(String keys) {
        for (String event : List.of("INSERT", "MODIFY", "REMOVE", "OTHER")) {
            DynamodbStreamRecord odd = record(event, keys);
            feed.delivering(SHARD, List.of(odd), 0);
            ended("orders", List.of(odd), DONE);
            feed.delivered(SHARD, List.of(odd), 1, null);
        }
        List<Long> ids = taken();
        assertThat(ids).hasSize(4);
        assertThat(ids).allSatisfy(id -> assertThat(
                        feed.read(id, seen -> LiveFeed.json(seen.summary())).orElseThrow())
                .contains("\"sequenceNumber\":\"1\""));
        assertThat(ids).allSatisfy(id -> assertThat(
                        feed.read(id, seen -> seen.json().toString()).orElseThrow())
                .isNotEmpty());
    }

    @Test
    void showsWhatTheTableToldThoughItsFunctionFailsAsAWhole() {
        DynamodbStreamRecord handled = record("INSERT", "{}");
        DynamodbStreamRecord stopped = record("INSERT", "{}");
        stopped.getDynamodb().setSequenceNumber("2");
        List<DynamodbStreamRecord> batch = List.of(handled, stopped);
        Failure failure =
                new Failure(new SequenceNumber("2"), "route", "handler", 1, new IllegalStateException("down"));
        BatchResult result = new BatchResult(
                2,
                new BatchResult.Done(Map.of(), Map.of()),
                0,
                new BatchResult.Failed(List.of(failure), List.of(), List.of()),
                Optional.of(new SequenceNumber("2")));

        feed.delivering(SHARD, batch, 0);
        ended("orders", batch, result);
        feed.delivered(SHARD, batch, 0, new IllegalStateException("the batch stopped"));

        assertThat(taken())
                .extracting(id -> feed.read(id, SeenChange::summary)
                        .orElseThrow()
                        .outcome()
                        .text())
                .containsExactly("unmatched", "stopped");
    }

    @Test
    void showsARecordThatNoJsonCanBeMadeOf() {
        AttributeValue deep = new AttributeValue().withS("x");
        for (int depth = 0; depth < 5_000; depth++) {
            deep = new AttributeValue().withM(Map.of("m", deep));
        }
        DynamodbStreamRecord record = record("INSERT", "{}");
        record.getDynamodb().setKeys(Map.of("id", deep));

        ended("orders", List.of(record), DONE);
        ended("orders", List.of(record("REMOVE", "{}")), DONE);

        assertThat(taken()).hasSize(2).allSatisfy(id -> assertThat(
                        LiveFeed.json(feed.read(id, SeenChange::summary).orElseThrow()))
                .contains("\"table\":\"orders\""));
    }

    @Test
    void showsAsMuchAsItCanOfAKeyThatIsTooDeep() {
        String keys = "{\"id\": " + "{\"M\": {\"m\": ".repeat(490) + "{\"S\": \"x\"}" + "}}".repeat(490) + "}";
        DynamodbStreamRecord record = record("INSERT", keys);

        ended("orders", List.of(record), DONE);

        assertThat(LiveFeed.json(feed.read(taken().get(0), SeenChange::summary).orElseThrow()))
                .contains("\"sequenceNumber\":\"1\"");
    }

    private void ended(String table, List<DynamodbStreamRecord> records, BatchResult result) {
        Batch batch = new Batch(table, records, true);
        feed.batchBegun(batch);
        feed.batchEnded(new BatchEnded(batch, result, Duration.ZERO));
    }

    private List<Long> taken() {
        try {
            return feed.subscribe().take(Duration.ZERO).changes();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DynamodbStreamRecord record(String event, String keys) {
        String json = """
                {"Records": [{"eventID": "1", "eventName": "%s", "dynamodb": {"SequenceNumber": "1", "Keys": %s},
                  "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/1"}]}""".formatted(event, keys);
        return new EventReader()
                .read(json.getBytes(StandardCharsets.UTF_8))
                .getRecords()
                .get(0);
    }
}
