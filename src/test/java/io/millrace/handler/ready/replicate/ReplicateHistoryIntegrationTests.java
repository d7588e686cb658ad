package io.millrace.handler.ready.replicate;

import static io.millrace.testkit.History.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Long histories, delivered as badly as they may be. */
class ReplicateHistoryIntegrationTests {

    private static final Answer THROTTLING = new Answer(
            400,
            "application/x-amz-json-1.0",
            "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\", \"message\": \"\"}");

    private static final List<Fault> FAULTS =
            List.of(Fault.ERROR, Fault.THROTTLED, Fault.HANG_UP, Fault.HANG_UP_AFTERWARDS);

    private final Random random = new Random(11);

    private DynamoDbServer database;
    private HttpFront front;
    private DynamoDbClient client;
    private DynamoDbClient throughFront;
    private Replica replica;

    @BeforeEach
    void start() {
        database = DynamoDbServer.start();
        client = database.client();
        replica = Replica.create(client);
        front = new HttpFront(database.endpoint(), THROTTLING);
        throughFront = DynamoDbServer.clientFor(front.address()).build();
    }

    @AfterEach
    void stop() {
        throughFront.close();
        front.close();
        client.close();
        database.close();
    }

    @Test
    void endsAsTheSourceAfterALongHistoryWithDuplicatesRedeliveriesAndFaults() throws Exception {
        List<DynamodbStreamRecord> history = History.random(12, 100_000, 150);
        front.script(call -> call % 211 == 0 ? FAULTS.get(call / 211 % FAULTS.size()) : Fault.NONE);
        int deliveries = 0;
        try (Replicator handler = replica.handler(throughFront, Map.of())) {
            for (int place = 0; place < history.size(); deliveries++) {
                place = deliver(handler, history, place);
                if (random.nextInt(4) == 0) { // comes again, and what follows too
                    place = Math.max(0, place - random.nextInt(1_500));
                }
            }
        }
        assertThat(deliveries).isGreaterThan(100);
        assertThat(replica.items()).isEqualTo(Replica.after(history));
    }

    /** Delivers some records, a part of them twice. Returns where the next ones are. */
    private int deliver(Replicator handler, List<DynamodbStreamRecord> history, int from) throws Exception {
        int to = Math.min(history.size(), from + 1 + random.nextInt(2_000));
        List<DynamodbStreamRecord> batch = history.subList(from, to);
        int done = from + Replica.done(batch, Replica.deliver(handler, batch));
        if (random.nextInt(3) == 0) {
            Replica.deliver(handler, batch.subList(random.nextInt(batch.size()), batch.size()));
        }
        return done;
    }

    @Test
    void neverTurnsBackWithATableOfVersionsWhateverComesWhen() throws Exception {
        List<DynamodbStreamRecord> history = History.random(13, 1_500, 30);
        Replica versions = Replica.create(client);
        try (Replicator handler = replica.handler(Map.of("versions", versions.table()))) {
            for (List<DynamodbStreamRecord> batch : shuffled(history)) {
                assertThat(Replica.deliver(handler, batch)).isEmpty();
            }
        }
        assertThat(replica.items()).isEqualTo(Replica.after(history));
    }

    /** Pieces of a history in any order, some twice. */
    private List<List<DynamodbStreamRecord>> shuffled(List<DynamodbStreamRecord> history) {
        List<List<DynamodbStreamRecord>> pieces = new ArrayList<>();
        for (int from = 0; from < history.size(); ) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(60));
            List<DynamodbStreamRecord> piece = history.subList(from, to);
            pieces.add(piece);
            if (random.nextInt(3) == 0) {
                pieces.add(piece);
            }
            from = to;
        }
        Collections.shuffle(pieces, random);
        return pieces;
    }

    @Test
    void bringsARemovedItemBackForALateRecordOnlyUntilItsRemovalComesAgain() throws Exception {
        List<DynamodbStreamRecord> history = History.ofEachKind().stream()
                .filter(record ->
                        record.getDynamodb().getKeys().get("id").getS().equals("c"))
                .toList();
        try (Replicator handler = replica.handler(Map.of())) {
            Replica.deliver(handler, history);
            Replica.deliver(handler, history.get(0));
            assertThat(replica.items())
                    .as("after %s came late", number(history.get(0)))
                    .containsOnlyKeys("c");
            Replica.deliver(handler, history.get(1));
        }
        assertThat(replica.items()).isEmpty();
    }
}
