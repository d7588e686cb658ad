package io.millrace.deadletter;

import io.millrace.aws.QueueUrl;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.time.Sleeper;
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

    SqsDeadLetters store(Optional<DeadLetterStore> overflow, Sleeper sleeper) {
        return new SqsDeadLetters(client(), queue, overflow, sleeper);
    }

    SqsSource source() {
        return new SqsSource(client(), queue.toString());
    }

    private Supplier<SqsClient> client() {
        return new Once<>(() -> queue.client().build(SqsClient.builder(), CallLimits::set));
    }
}
