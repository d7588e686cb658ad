package io.millrace.function;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.Ended;
import io.millrace.handler.BatchItemFailuresException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of an event that stopped, and how this is reported. */
final class Stops {

    private final List<BatchItemFailure> answers = new ArrayList<>();
    private final List<BatchItemFailuresException> failures = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();
    private Optional<TableFunction> whole = Optional.empty();

    void add(TableFunction table, Ended batch) {
        ended.add(batch);
        BatchResult result = batch.result();
        result.stoppedAt().ifPresent(number -> {
            answers.add(new BatchItemFailure(number.text()));
            failures.add(table.failure(result));
            whole = whole.or(() -> Optional.of(table).filter(function -> !function.takesPartialAnswers()));
        });
    }

    /** @throws BatchItemFailuresException if a table stopped whose mapping would take any response as success */
    StreamsEventResponse answer() {
        if (whole.isPresent()) {
            throw failure(whole.get());
        }
        comesAgain(Ended.ComesAgain.FROM_STOP);
        return new StreamsEventResponse(answers);
    }

    /** Lets all tables record what is delivered again. */
    void comesAgain(Ended.ComesAgain again) {
        ended.forEach(batch -> batch.comesAgain(again));
    }

    private BatchItemFailuresException failure(TableFunction table) {
        String stops = failures.stream().map(Throwable::getMessage).collect(Collectors.joining(". "));
        Map<String, Throwable> causes = new LinkedHashMap<>();
        failures.forEach(failure -> causes.putAll(failure.failures()));
        return new BatchItemFailuresException(
                "%s. The event fails as a whole, since millrace.tables.%s.source.report-batch-item-failures is false"
                        .formatted(stops, table.id()),
                causes);
    }
}
