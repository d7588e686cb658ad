package io.millrace.testkit.streams;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Streams on a free port of the loopback interface, by AWS's documented rules and the test's clock. Nothing happens in it by
 * itself: shards split and roll over by command, calls fail by script. Any thread may use it.
 */
public final class StreamsServer implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
    }

    private static final String PARTITION_KEY = "id";

    private final Account account;
    private final Script script = new Script();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;

    private StreamsServer(HttpServer http, InstantSource clock) {
        this.http = http;
        this.account = new Account(clock);
    }

    /** Starts one without tables. */
    public static StreamsServer start(InstantSource clock) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StreamsServer server = new StreamsServer(http, clock);
            http.createContext("/", new StreamsHandler(server.account, server.script));
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** A new client, which the caller closes. What fails is not tried again by it. */
    public DynamoDbStreamsClient client() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** A table with a stream of one shard, and with the partition key {@code id}. */
    public ModelTable table(String name, StreamViewType view) {
        ModelTable table = table(name, PARTITION_KEY);
        table.enableStream(view);
        return table;
    }

    /**
     * A table that has no stream yet.
     *
     * @param keys the names of the partition key and, if there is one, of the sort key
     */
    public ModelTable table(String name, String... keys) {
        return new ModelTable(account, name, new TableKeys(List.of(keys)));
    }

    /** The next calls of an operation end like this, one after the other. */
    public void fail(String operation, Fault... faults) {
        script.add(operation, List.of(faults));
    }

    /** Whether all that was to fail has failed. */
    public boolean hasFailed() {
        return script.isOver();
    }

    /** How often an operation was called. */
    public int calls(String operation) {
        return script.calls(operation);
    }

    /** From now on it does things in this manner. */
    public void adopt(Manner manner) {
        synchronized (account) {
            account.adopt(manner);
        }
    }

    /** The sequence numbers of streams that are enabled from now on are above this one. */
    public void numberFrom(String sequenceNumber) {
        synchronized (account) {
            account.firstNumber(new BigInteger(sequenceNumber));
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
