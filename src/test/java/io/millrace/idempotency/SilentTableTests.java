package io.millrace.idempotency;

import static io.millrace.idempotency.Works.works;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Lease;
import io.millrace.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A server that takes connections and says nothing, while a lease ends with its invocation. */
class SilentTableTests {

    private static final int WORKS = 1_000;

    private ServerSocket server;
    private DynamoDbClient client;
    private IdempotencyStore store;

    private enum Call {
        CLAIM,
        COMPLETE,
        RELEASE
    }

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        Time time = new Time(InstantSource.fixed(Instant.EPOCH), wait -> {});
        store = new DynamoDbIdempotencyStore(() -> client, "done", Duration.ofHours(1), time);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIM", "COMPLETE"})
    void waitsForNoTableLongerThanTheLeaseLasts(Call call) {
        assertThatExceptionOfType(ApiCallTimeoutException.class)
                .isThrownBy(calling(call, 300))
                .withMessage(
                        "Client execution did not complete before the specified timeout configuration: 200 millis");
    }

    @ParameterizedTest
    @EnumSource
    void makesNoCallThatCanNotBeAnsweredInTime(Call call) {
        assertThatIllegalStateException().isThrownBy(calling(call, 90)).withMessage("No time is left for another call");
    }

    private ThrowingCallable calling(Call call, long millisLeft) {
        Lease lease = new Lease("mine", Instant.EPOCH.plusMillis(millisLeft));
        return switch (call) {
            case CLAIM -> () -> store.claim(works(0, WORKS), lease);
            case COMPLETE -> () -> store.complete(works(0, WORKS), lease);
            case RELEASE -> () -> store.release(works(0, WORKS), lease);
        };
    }
}
