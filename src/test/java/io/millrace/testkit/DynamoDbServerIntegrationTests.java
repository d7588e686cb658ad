package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbServerIntegrationTests {

    @Test
    void putsWhatIsWrittenIntoTheStream() {
        try (DynamoDbServer local = DynamoDbServer.start();
                DynamoDbClient client = local.client();
                DynamoDbStreamsClient streams = local.streams()) {
            String stream = Tables.create(client, "orders", "id");

            client.putItem(put -> put.tableName("orders").item(Map.of("id", AttributeValue.fromS("o-1"))));

            assertThat(firstRecord(streams, stream).dynamodb().keys())
                    .isEqualTo(Map.of("id", AttributeValue.fromS("o-1")));
        }
    }

    @Test
    void listensOnOneLoopbackAddressAlone() throws IOException {
        try (DynamoDbServer local = DynamoDbServer.start();
                Socket socket = new Socket()) {
            var elsewhere = new InetSocketAddress("127.0.0.2", local.endpoint().getPort());

            assertThat(local.endpoint()).hasHost("127.0.0.1");
            assertThatIOException().isThrownBy(() -> socket.connect(elsewhere, 1_000));
        }
    }

    private static Record firstRecord(DynamoDbStreamsClient streams, String stream) {
        String shard = streams.describeStream(request -> request.streamArn(stream))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        String iterator = streams.getShardIterator(request ->
                        request.streamArn(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return streams.getRecords(request -> request.shardIterator(iterator))
                .records()
                .get(0);
    }
}
