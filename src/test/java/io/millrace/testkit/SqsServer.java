package io.millrace.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SQS in this process, on a free port of the loopback interface. Any thread may use it. */
public final class SqsServer implements AutoCloseable {

    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient client;

    private SqsServer(SQSRestServer server) {
        this.server = server;
        this.endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        this.client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Starts one without queues. */
    public static SqsServer start() {
        LoggingSystem logging = LoggingSystem.get(SqsServer.class.getClassLoader());
        logging.setLogLevel("org.elasticmq", LogLevel.WARN);
        logging.setLogLevel("org.apache.pekko", LogLevel.WARN);
        return new SqsServer(SQSRestServerBuilder.withDynamicPort()
                .withInterface("127.0.0.1")
                .start());
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Makes a queue and returns its URL. */
    public String queue(String name) {
        return queue(name, Map.of());
    }

    /** Makes a queue and returns its URL. */
    public String queue(String name, Map<QueueAttributeName, String> attributes) {
        client.createQueue(create -> create.queueName(name).attributes(attributes));
        return endpoint + "/000000000000/" + name;
    }

    /** Takes all messages out of a queue, in the order in which it hands them out. */
    public List<Message> take(String queue) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = client.receiveMessage(receive ->
                            receive.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            some.forEach(message ->
                    client.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    public SqsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
