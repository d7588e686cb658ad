package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.testkit.History;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A FIFO topic: each change arrives once in the FIFO queue that subscribes to it, and those of an item in order. */
class SnsFifoContractIntegrationTests extends SnsContractIntegrationTests {

    @Override
    String nameOf(UUID id) {
        return super.nameOf(id) + ".fifo";
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
