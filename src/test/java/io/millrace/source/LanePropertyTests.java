package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.Mappings;
import io.millrace.source.ScriptedFunction.Way;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What a lane does with any records, any function and any mapping. */
public class LanePropertyTests {

    private static final int ALWAYS = 1_000_000;

    record Script(EventSourceMapping mapping, List<Integer> failures, List<Way> ways) {

        ScriptedFunction function() {
            return new ScriptedFunction(failures, ways);
        }
    }

    /** What a lane did with all the records. */
    private static final class Course {

        private final ScriptedFunction function;
        private final List<Integer> done = new ArrayList<>();
        private final List<Integer> discarded = new ArrayList<>();

        Course(Script script) {
            function = script.function();
            Lane lane = new Lane(script.mapping(), null);
            for (int i = 0; i < script.failures().size(); i++) {
                lane.add(entry(i), null);
            }
            Instant now = Instant.EPOCH;
            while (!lane.isEmpty()) {
                Decision decision = lane.next(now);
                if (decision instanceof Decision.Wait wait) {
                    now = wait.until();
                } else if (decision instanceof Decision.Discard discard) {
                    discarded.addAll(numbers(discard.batch()));
                    lane.discarded(discard.batch());
                } else if (decision instanceof Decision.Deliver deliver) {
                    deliver(lane, deliver.batch(), script.mapping(), now);
                }
            }
        }

        private void deliver(Lane lane, SubBatch batch, EventSourceMapping mapping, Instant now) {
            Answer answer;
            try {
                answer = Answer.of(function.call(numbers(batch)), batch.entries(), mapping.reportBatchItemFailures());
            } catch (IllegalStateException e) {
                answer = new Answer.Failed();
            }
            int to = answer instanceof Answer.From from
                    ? from.index()
                    : answer instanceof Answer.Done ? batch.entries().size() : 0;
            done.addAll(numbers(batch).subList(0, to));
            lane.ended(answer, now);
            if (to > 0) {
                assertThat(lane.position())
                        .isEqualTo(batch.entries().get(to - 1).number());
            }
        }
    }

    @Property
    void doesWhatTheModelSays(@ForAll("scripts") Script script) {
        ScriptedFunction function = script.function();
        MappingModel model = new MappingModel(script.mapping(), function);
        model.run(script.failures().size());

        Course course = new Course(script);

        assertThat(course.function.deliveries()).isEqualTo(function.deliveries());
        assertThat(course.discarded).isEqualTo(model.discarded());
    }

    @Property
    void handlesOrGivesUpEachRecordOnceAndInOrder(@ForAll("scripts") Script script) {
        Course course = new Course(script);

        assertThat(course.done).isSorted();
        assertThat(course.discarded).isSorted();
        assertThat(course.done.size() + course.discarded.size())
                .isEqualTo(script.failures().size());
        assertThat(course.done).noneMatch(course.discarded::contains);
    }

    @Property
    void givesUpNothingWithoutALimitAndNothingThatWouldHaveBeenDoneWithinIt(@ForAll("scripts") Script script) {
        Course course = new Course(script);
        int limit = script.mapping().maximumRetryAttempts();

        boolean allWithin = limit < 0
                || script.failures().stream().mapToInt(Integer::intValue).sum() <= limit;
        if (allWithin) {
            assertThat(course.discarded).isEmpty();
        }
    }

    @Property
    void deliversNoMoreThanABatch(@ForAll("scripts") Script script) {
        assertThat(new Course(script).function.deliveries())
                .allMatch(batch -> batch.size() <= script.mapping().batchSize());
    }

    @Provide
    Arbitrary<Script> scripts() {
        Arbitrary<Integer> failures = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(1, 3)),
                Tuple.of(1, Arbitraries.just(ALWAYS)));
        return mappings().flatMap(mapping -> {
            Arbitrary<Integer> finite =
                    failures.map(times -> mapping.maximumRetryAttempts() < 0 ? Math.min(times, 4) : times);
            return Combinators.combine(
                            finite.list().ofMinSize(1).ofMaxSize(30),
                            Arbitraries.of(Way.values()).list().ofSize(30))
                    .as((counts, ways) -> new Script(mapping, counts, ways));
        });
    }

    private static Arbitrary<EventSourceMapping> mappings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(-1, 4),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((size, retries, bisect, reports) -> Mappings.usual()
                        .batchSize(size)
                        .retries(retries)
                        .bisecting(bisect)
                        .reporting(reports)
                        .mapping());
    }

    public static StreamEntry entry(int number) {
        return StreamEntry.of(
                Records.insert()
                        .sequenceNumber(ScriptedFunction.text(number))
                        .key("id", Attributes.s("a"))
                        .build(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static List<Integer> numbers(SubBatch batch) {
        return batch.entries().stream()
                .map(entry -> Integer.parseInt(entry.number().text()))
                .toList();
    }
}
