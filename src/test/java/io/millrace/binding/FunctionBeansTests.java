package io.millrace.binding;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.binding.Beans.Seen;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchItemFailuresException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

class FunctionBeansTests {

    private static final IllegalStateException CAUSE = new IllegalStateException("no");
    private static final Change<Item> FIRST = change("101");
    private static final Change<Item> SECOND = change("102");

    private final Beans beans = Beans.of(Functions.class, FunctionComponent.class);

    @ParameterizedTest
    @ValueSource(strings = {"done", "functionComponent"})
    void handsOverAllRecordsInOneEvent(String name) throws Exception {
        assertThat(beans.handleAll(name, FIRST, SECOND)).isEmpty();
        assertThat(beans.seen()).containsExactly(List.of(FIRST.record(), SECOND.record()));
    }

    @Test
    void takesNamedRecordsForFailed() throws Exception {
        assertThat(beans.handleAll("causes", FIRST, SECOND)).isEqualTo(Map.of(new SequenceNumber("102"), CAUSE));
    }

    @Test
    void namesACauseWhereTheFunctionDoesNot() throws Exception {
        Map<SequenceNumber, Throwable> failures = beans.handleAll("numbers", FIRST, SECOND);

        assertThat(failures).containsOnlyKeys(new SequenceNumber("102"));
        assertThat(failures.get(new SequenceNumber("102")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The handler reported record 102 as failed");
    }

    @Test
    void handsOnTheNameOfAnUnknownRecord() throws Exception {
        assertThat(beans.handleAll("unknown", FIRST, SECOND))
                .containsOnlyKeys(new SequenceNumber("102"), new SequenceNumber("999"));
    }

    @Test
    void failsAllWhereTheFunctionThrowsAnythingElse() {
        assertThatThrownBy(() -> beans.handleAll("broken", FIRST, SECOND)).isSameAs(CAUSE);
    }

    @Test
    void needsARecordToName() {
        assertThatThrownBy(() -> new BatchItemFailuresException(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A BatchItemFailuresException names at least one record");
    }

    @Test
    void namesTheFirstTenInItsMessageAndTheFirstAsItsCause() {
        Map<String, Throwable> failures = new TreeMap<>();
        for (int number = 101; number <= 111; number++) {
            failures.put(String.valueOf(number), CAUSE);
        }
        BatchItemFailuresException report = new BatchItemFailuresException(failures);

        assertThat(report).hasCause(CAUSE);
        assertThat(report.getMessage())
                .startsWith("11 record(s) failed: 101: ")
                .contains("110: ")
                .doesNotContain("111: ");
        assertThat(report.failures()).hasSize(11);
    }

    private static Change<Item> change(String number) {
        return insert().sequenceNumber(number).key("id", s(number)).change();
    }

    static class Functions {

        @Bean
        Function<DynamodbEvent, Void> done(Seen seen) {
            return event -> {
                seen.add(event.getRecords());
                return null;
            };
        }

        @Bean
        Function<DynamodbEvent, Void> causes() {
            return event -> {
                throw new BatchItemFailuresException(Map.of("102", CAUSE));
            };
        }

        @Bean
        Function<DynamodbEvent, Void> numbers() {
            return event -> {
                throw new BatchItemFailuresException(List.of("102"));
            };
        }

        @Bean
        Function<DynamodbEvent, Void> unknown() {
            return event -> {
                throw new BatchItemFailuresException(List.of("102", "999"));
            };
        }

        @Bean
        Function<DynamodbEvent, Void> broken() {
            return event -> {
                throw CAUSE;
            };
        }
    }

    @Component("functionComponent")
    record FunctionComponent(Seen seen) implements Function<DynamodbEvent, Void> {
        @Override
        public Void apply(DynamodbEvent event) {
            seen.add(event.getRecords());
            return null;
        }
    }
}
