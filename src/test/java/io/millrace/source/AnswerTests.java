package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTests {

    private static final List<StreamEntry> BATCH =
            IntStream.range(0, 4).mapToObj(LanePropertyTests::entry).toList();

    @Test
    void takesNothingForSuccess() {
        assertThat(Answer.of(null, BATCH, true)).isEqualTo(new Answer.Done());
        assertThat(Answer.of(new StreamsEventResponse(null), BATCH, true)).isEqualTo(new Answer.Done());
        assertThat(reported()).isEqualTo(new Answer.Done());
    }

    @Test
    void takesAnIdentifierThatNamesNoRecordForFailure() {
        assertThat(reported("")).isEqualTo(new Answer.Failed());
        assertThat(reported((String) null)).isEqualTo(new Answer.Failed());
        assertThat(reported("4711")).isEqualTo(new Answer.Failed());
        assertThat(reported(ScriptedFunction.text(1), "")).isEqualTo(new Answer.Failed());
    }

    @Test
    void beginsAgainAtTheLowestOfSeveral() {
        assertThat(reported(ScriptedFunction.text(3), ScriptedFunction.text(1), ScriptedFunction.text(2)))
                .isEqualTo(new Answer.From(1));
    }

    @Test
    void looksAtNoAnswerUnlessTheMappingAsksForIt() {
        assertThat(Answer.of(response(ScriptedFunction.text(1)), BATCH, false)).isEqualTo(new Answer.Done());
    }

    private static Answer reported(@Nullable String... numbers) {
        return Answer.of(response(numbers), BATCH, true);
    }

    private static StreamsEventResponse response(@Nullable String... numbers) {
        return new StreamsEventResponse(
                Arrays.stream(numbers).map(BatchItemFailure::new).toList());
    }
}
