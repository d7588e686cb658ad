package io.millrace.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.event.EventReader;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.table.KeySchema;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Finding the routes of a record among a few and among many. Each route has a prefix of its own; one matches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RouteIndexBenchmark {

    private static final int RECORDS = 1_000;

    @Param({"10", "100", "1000", "10000"})
    int routes;

    private RouteTable<Integer> table;
    private DynamodbStreamRecord[] records;

    @Setup
    public void build() {
        table = new RouteTable<>(
                KeySchema.named("orderId", null),
                IntStream.range(0, routes).mapToObj(RouteIndexBenchmark::route).toList());
        Random random = new Random(42);
        records = new EventReader().read(Events.ofRecords(RECORDS)).getRecords().toArray(DynamodbStreamRecord[]::new);
        for (DynamodbStreamRecord record : records) {
            String key = prefix(random.nextInt(routes)) + random.nextInt(1_000_000);
            record.getDynamodb().getKeys().get("orderId").setS(key);
        }
    }

    private static String prefix(int route) {
        return "TENANT#%05d#".formatted(route);
    }

    private static Route<Integer> route(int number) {
        return new Route<>(
                "route" + number,
                EnumSet.allOf(EventName.class),
                List.of(KeyPattern.parse(prefix(number) + "*")),
                List.of(),
                number);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void match(Blackhole found) {
        for (DynamodbStreamRecord record : records) {
            Change<Item> change = Change.of(record, "orders");
            found.consume(table.match(change));
        }
    }
}
