package io.millrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.event.EventReader;
import io.millrace.event.EventWriter;
import io.millrace.expression.When;
import io.millrace.routing.Changed;
import io.millrace.routing.Condition;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.filter.FilterPattern;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.event.ruler.Machine;

/** What each kind of condition costs a record of 1 KB; the filter also by EventBridge's own matcher. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConditionBenchmark {

    private static final int RECORDS = 1_000;
    private static final String PATTERN = """
            {"eventName": ["INSERT", "MODIFY"],
             "dynamodb": {"NewImage": {"status": {"S": ["SHIPPED", {"prefix": "RETURN"}]}}}}""";

    private final Condition removedBy = RemovedBy.TTL;
    private final Condition changed = new Changed(List.of("status", "total"));
    private final Condition filter = FilterPattern.parse(PATTERN);
    private final Condition when = When.parse("new.total > 100");
    private final Machine machine = new Machine();
    private List<Change<Item>> changes;
    private JsonNode[] trees;

    @Setup
    public void build() throws IOException {
        machine.addRule("rule", PATTERN);
        List<DynamodbStreamRecord> records =
                new EventReader().read(Events.ofRecords(RECORDS)).getRecords();
        records.forEach(record -> record.setEventName("MODIFY"));
        changes = records.stream().map(record -> Change.of(record, "orders")).toList();
        trees = new JsonNode[RECORDS];
        for (int i = 0; i < RECORDS; i++) {
            trees[i] = new ObjectMapper().readTree(json(records.get(i)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void removedBy(Blackhole met) {
        all(removedBy, met);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void changed(Blackhole met) {
        all(changed, met);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void filter(Blackhole met) {
        all(filter, met);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void when(Blackhole met) {
        all(when, met);
    }

    private void all(Condition condition, Blackhole met) {
        for (Change<Item> change : changes) {
            met.consume(condition.isMet(change));
        }
    }

    /** The record is made JSON for it. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void filterByEventRuler(Blackhole met) throws Exception {
        for (Change<Item> change : changes) {
            met.consume(machine.rulesForJSONEvent(json(change.original())));
        }
    }

    /** The record's JSON is there already, as a tree. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void filterByEventRulerOnTree(Blackhole met) {
        for (JsonNode tree : trees) {
            met.consume(machine.rulesForJSONEvent(tree));
        }
    }

    private static String json(DynamodbStreamRecord record) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        String json = new String(EventWriter.write(event), UTF_8);
        return json.substring("{\"Records\":[".length(), json.length() - "]}".length());
    }
}
