package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.source.ReadRecords;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Two tables that replicate each other, by their real streams. */
class ReplicateBothWaysIntegrationTests {

    private static final String YAML = """
            millrace:
              handlers:
                to-right: { type: replicate, table: Right, endpoint: '%1$s', both-ways: true, versions: versions }
                to-left: { type: replicate, table: Left, endpoint: '%1$s', both-ways: true, versions: versions }
              tables:
                left:
                  name: Left
                  routes: { all: { handler: to-right, idempotency: none } }
                right:
                  name: Right
                  routes: { all: { handler: to-left, idempotency: none } }
            """;

    @TempDir
    private Path directory;

    private DynamoDbServer database;
    private DynamoDbClient client;
    private DynamoDbStreamsClient streams;
    private Deliveries deliveries;
    private Side left;
    private Side right;

    /** A table, and where its stream has been read to. */
    private final class Side {

        private final String table;
        private final String stream;
        private final List<DynamodbStreamRecord> records = new ArrayList<>();
        private int done;

        Side(String table) {
            this.table = table;
            this.stream = Tables.create(client, table, "id");
        }

        void put(String id, String value) {
            client.putItem(put -> put.tableName(table).item(Map.of("id", s(id), "value", s(value))));
        }

        void update(String id, String value) {
            client.updateItem(update -> update.tableName(table)
                    .key(Map.of("id", s(id)))
                    .updateExpression("SET #value = :value")
                    .expressionAttributeNames(Map.of("#value", "value"))
                    .expressionAttributeValues(Map.of(":value", s(value))));
        }

        void remove(String id) {
            client.deleteItem(delete -> delete.tableName(table).key(Map.of("id", s(id))));
        }

        /** Delivers what the stream has more. Returns whether there was any. */
        boolean replicate() {
            read();
            List<DynamodbStreamRecord> more = List.copyOf(records.subList(done, records.size()));
            deliveries.deliverAll(more);
            done = records.size();
            return !more.isEmpty();
        }

        /** Delivers everything again, from a place on, in pieces. */
        void replicateAgain(int from, int piece) {
            for (int place = from; place < done; place += piece) {
                deliveries.deliverAll(List.copyOf(records.subList(place, Math.min(done, place + piece))));
            }
        }

        int records() {
            read();
            return records.size();
        }

        private void read() {
            records.clear();
            for (Shard shard : streams.describeStream(of -> of.streamArn(stream))
                    .streamDescription()
                    .shards()) {
                String iterator = streams.getShardIterator(of -> of.streamArn(stream)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                for (int found = 1; iterator != null && found > 0; ) {
                    String from = iterator;
                    GetRecordsResponse page = streams.getRecords(of -> of.shardIterator(from));
                    page.records().forEach(record -> records.add(ReadRecords.of(record, stream)));
                    found = page.records().size();
                    iterator = page.nextShardIterator();
                }
            }
        }

        Map<String, String> items() {
            Map<String, String> items = new HashMap<>();
            new Replica(client, table)
                    .scan()
                    .forEach(item ->
                            items.put(item.get("id").s(), item.get("value").s()));
            return items;
        }
    }

    @BeforeEach
    void start() {
        database = DynamoDbServer.start();
        client = database.client();
        streams = database.streams();
        left = new Side("Left");
        right = new Side("Right");
        Replica.create(client, "versions", "id", "S");
        deliveries = Deliveries.start(directory, YAML.formatted(database.endpoint()));
    }

    @AfterEach
    void stop() {
        deliveries.close();
        streams.close();
        client.close();
        database.close();
    }

    @Test
    void replicatesUsersChangesOnceAndNotBack() {
        left.put("a", "1");
        replicateBoth();
        right.update("a", "2");
        replicateBoth();
        left.put("a", "3");
        replicateBoth();

        assertThat(left.items()).isEqualTo(Map.of("a", "3"));
        assertThat(right.items()).isEqualTo(Map.of("a", "3"));
        assertThat(left.records() + right.records())
                .as("three changes, each copied once")
                .isEqualTo(6);
    }

    @Test
    void replicatesRemovalsOnceAndNotBack() {
        left.put("a", "1");
        replicateBoth();
        right.remove("a");
        right.replicate();
        left.put("a", "2"); // before the stream tells of the removal that was copied
        replicateBoth();

        assertThat(left.items()).isEqualTo(Map.of("a", "2"));
        assertThat(right.items()).isEqualTo(Map.of("a", "2"));
        assertThat(left.records()).as("put, mark, removal, put").isEqualTo(4);
        assertThat(right.records()).as("copy, removal, copy").isEqualTo(3);
    }

    @Test
    void keepsWhatUsersHaveWrittenSinceWhenRecordsComeAgain() {
        left.put("a", "1");
        left.put("b", "1");
        replicateBoth();
        left.remove("b");
        replicateBoth();
        right.put("a", "2");
        right.put("b", "2");
        replicateBoth();
        left.replicateAgain(0, 1);
        replicateBoth();

        assertThat(left.items()).isEqualTo(Map.of("a", "2", "b", "2"));
        assertThat(right.items()).isEqualTo(Map.of("a", "2", "b", "2"));
    }

    @Test
    void removesWhatIsUpdatedBetweenTheMarkAndTheRemovalOnBothSides() {
        left.put("a", "1");
        replicateBoth();
        client.updateItem(update -> update.tableName("Right") // as the handler does before it removes the item
                .key(Map.of("id", s("a")))
                .updateExpression("SET #v = :v")
                .expressionAttributeNames(Map.of("#v", Replica.VERSION))
                .expressionAttributeValues(Map.of(":v", s("Left x 0 removed"))));
        right.update("a", "2");
        right.replicate();
        assertThat(left.items()).isEqualTo(Map.of("a", "2"));
        right.remove("a"); // as the handler does then

        replicateBoth();

        assertThat(left.items()).isEmpty();
        assertThat(right.items()).isEmpty();
    }

    @Test
    void endsEqualWhateverUsersOfBothSidesDoToItemsOfTheirOwnTurn() {
        Random random = new Random(3);
        for (int round = 0; round < 25; round++) {
            for (int change = 0; change < 10; change++) {
                int item = random.nextInt(12);
                Side side = (item + round) % 2 == 0 ? left : right; // sides take turns, and wait for what is under way
                change(random, side, "item-" + item, round + "." + change);
            }
            replicateBoth();
            if (random.nextInt(4) == 0) {
                left.replicateAgain(random.nextInt(left.done), 1 + random.nextInt(4));
                replicateBoth();
            }
        }
        assertThat(left.items()).isNotEmpty().isEqualTo(right.items());
        assertThat(left.records() + right.records()).isLessThan(25 * 10 * 4);
    }

    private static void change(Random random, Side side, String id, String value) {
        switch (random.nextInt(4)) {
            case 0 -> side.remove(id);
            case 1 -> side.put(id, value);
            default -> side.update(id, value);
        }
    }

    /** Until nothing more comes, which has to be soon. */
    private void replicateBoth() {
        for (int i = 0; left.replicate() | right.replicate(); i++) {
            assertThat(i).as("rounds until nothing more came").isLessThan(4);
        }
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
