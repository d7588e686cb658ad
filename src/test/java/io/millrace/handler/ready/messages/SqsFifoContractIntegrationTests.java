package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.testkit.History;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A FIFO queue: each change arrives once, and those of an item in order. */
class SqsFifoContractIntegrationTests extends SqsContractIntegrationTests {

    @Override
    String makeQueue(String name) {
        return sqs().queue(name + ".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        List<String> arrived = arrived();

        assertThat(arrived).doesNotHaveDuplicates();
        assertThat(Set.copyOf(arrived)).isEqualTo(Set.copyOf(numbers(history)));
        history.stream()
                .collect(Collectors.groupingBy(
                        record -> Change.of(record, History.TABLE).itemKey()))
                .values()
                .forEach(changes -> assertThat(arrived).containsSubsequence(numbers(changes)));
    }
}
