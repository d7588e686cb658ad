package io.millrace.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SNS, and SQS for its subscribers, in a process of its own. It takes more than ten messages a call, unlike AWS. */
public final class SnsServer implements AutoCloseable {

    private final LocalServer server;
    private final SnsClient sns;
    private final SqsClient sqs;

    /**
     * A topic and its only subscriber.
     *
     * @param queue URL of the subscriber
     */
    public record Topic(String arn, String queue) {}

    private SnsServer(LocalServer server) {
        this.server = server;
        this.sns = client(SnsClient.builder());
        this.sqs = client(SqsClient.builder());
    }

    /** Starts one without topics. */
    public static SnsServer start() {
        return new SnsServer(LocalServer.node("fauxqs/dist/cli.js", Map.of()));
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** Makes a topic with a queue that gets its messages as they are; a FIFO topic and queue if the name ends so. */
    public Topic topic(String name) {
        return topic(name, true);
    }

    /**
     * Makes a topic with a queue.
     *
     * @param raw whether the queue gets messages as they are, not as notifications with subject and attributes
     */
    public Topic topic(String name, boolean raw) {
        boolean fifo = name.endsWith(".fifo");
        String topic = sns.createTopic(
                        create -> create.name(name).attributes(fifo ? Map.of("FifoTopic", "true") : Map.of()))
                .topicArn();
        String queue = sqs.createQueue(create -> create.queueName(name)
                        .attributes(fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()))
                .queueUrl();
        subscribe(topic, queue, raw);
        return new Topic(topic, queue);
    }

    private void subscribe(String topic, String queue, boolean raw) {
        String arn = sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sns.subscribe(subscription -> subscription
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", String.valueOf(raw))));
    }

    /** Lets the topic's queue only have what a filter policy lets through. */
    public void filter(Topic topic, String policy) {
        sns.listSubscriptionsByTopic(list -> list.topicArn(topic.arn()))
                .subscriptions()
                .forEach(subscription ->
                        sns.setSubscriptionAttributes(set -> set.subscriptionArn(subscription.subscriptionArn())
                                .attributeName("FilterPolicy")
                                .attributeValue(policy)));
    }

    /** Takes all messages out of the topic's queue, in the order in which it hands them out. */
    public List<Message> take(Topic topic) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive -> receive.queueUrl(topic.queue())
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("All"))
                    .messages();
            some.forEach(message ->
                    sqs.deleteMessage(delete -> delete.queueUrl(topic.queue()).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    public SnsClient client() {
        return sns;
    }

    public SqsClient queues() {
        return sqs;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(server.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
        server.close();
    }
}
