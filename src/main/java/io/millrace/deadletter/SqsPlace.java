package io.millrace.deadletter;

import io.millrace.aws.AwsClients;
import io.millrace.aws.QueueUrl;
import io.millrace.dispatch.DeadLetterStore;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An address like {@code sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/dead-letters}. */
record SqsPlace(QueueUrl queue) {

    static SqsPlace of(String address) {
        return QueueUrl.find(address.substring("sqs:".length()))
                .map(SqsPlace::new)
                .orElseThrow(() -> DeadLetters.wrong(address, "holds no queue URL"));
    }

    SqsDeadLetters store(String name, Optional<DeadLetterStore> overflow, DeadLetters places) {
        return new SqsDeadLetters(client(name, places.clients()), queue, overflow, places.sleeper());
    }

    SqsSource source(String name, AwsClients clients) {
        return new SqsSource(client(name, clients), queue.toString());
    }

    private Supplier<SqsClient> client(String name, AwsClients clients) {
        return clients.client(name, queue.client(), LetterCalls.LIMITS, SqsClient::builder);
    }
}
