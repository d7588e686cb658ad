package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testkit.DynamoDbServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Calls of a program that is there at times only. */
class CallsIntegrationTests {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    private final DataDirectory directory = DataDirectory.open(null);
    private final Engine engine = Engine.start(DynamoDbServer.program(), directory);
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Calls calls = calls(new Backend(() -> gone.get() ? NOBODY : engine.api()));

    private Calls calls(Backend backend) {
        StreamRegistry registry = StreamRegistry.in(directory.path());
        StreamLog log = new StreamLog(new EngineLog(backend), new KeptRecords(directory.path()));
        InstantSource clock = InstantSource.system();
        return new Calls(
                new ItemCalls(backend, () -> {}),
                new TableCalls(backend, new TableStreams(registry, log, backend, clock)),
                new StreamCalls(registry, log, clock));
    }

    @AfterEach
    void stop() {
        engine.close();
        directory.close();
    }

    @Test
    void knowsTheStreamOfATableThatWasMadeWithoutAnAnswer() {
        Call create = Call.toDatabase("CreateTable", (ObjectNode) Json.MAPPER.readTree("""
                {"TableName": "things", "BillingMode": "PAY_PER_REQUEST",
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}"""));
        gone.set(true);
        assertThatThrownBy(() -> calls.answer(create)).isInstanceOf(UncheckedIOException.class);
        assertThat(new Backend(engine::api).send(create).isSuccess()).isTrue();
        gone.set(false);

        assertThat(calls.answer(Call.toStreams("ListStreams", Json.object()))
                        .json()
                        .path("Streams"))
                .singleElement()
                .satisfies(stream ->
                        assertThat(stream.path("TableName").asString()).isEqualTo("things"));
    }
}
