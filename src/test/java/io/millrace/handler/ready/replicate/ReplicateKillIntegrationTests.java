package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A process that is killed while it has a batch in hand. */
class ReplicateKillIntegrationTests {

    @Test
    void losesNothingWhenItsProcessIsKilledInMidBatch() throws Exception {
        try (DynamoDbServer database = DynamoDbServer.start();
                DynamoDbClient client = database.client();
                HttpFront front = new HttpFront(database.endpoint(), new Answer(400, "text/plain", ""))) {
            Replica replica = Replica.create(client);
            List<DynamodbStreamRecord> history = History.random(21, ReplicatingProcess.RECORDS, 1_000);
            killInMidBatch(front, replica);
            assertThat(replica.items()).isNotEmpty().isNotEqualTo(Replica.after(history));

            try (Replicator handler = replica.handler(Map.of())) {
                assertThat(Replica.deliver(handler, history)).isEmpty();
            }
            assertThat(replica.items()).isEqualTo(Replica.after(history));
        }
    }

    private static void killInMidBatch(HttpFront front, Replica replica) throws Exception {
        CountDownLatch many = new CountDownLatch(300);
        front.script(call -> {
            many.countDown();
            return Fault.NONE;
        });
        Process process = ReplicatingProcess.start(front.address(), replica.table());
        try {
            assertThat(many.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
