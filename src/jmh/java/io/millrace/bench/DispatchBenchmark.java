package io.millrace.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Item;
import io.millrace.event.EventReader;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.handler.ChangeHandler;
import io.millrace.time.Deadline;
import java.time.Instant;
import java.time.InstantSource;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * What a record costs on its way to an empty handler, with retries and the memory of completed work switched on, against
 * the bare loop over the records.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {

    private static final int RECORDS = 1_000;

    private ConfigurableApplicationContext context;
    private TableFunction inTurn;
    private TableFunction sideBySide;
    private DynamodbEvent event;

    @EnableAutoConfiguration
    static class Application {

        @Bean
        ChangeHandler<Item> empty() {
            return change -> {};
        }
    }

    @Setup
    public void start() {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.location=optional:classpath:/none/",
                        "--logging.level.root=warn",
                        "--millrace.tables.orders.keys.partition=orderId",
                        "--millrace.tables.orders.routes.all.partition-key=*",
                        "--millrace.tables.orders.routes.all.handler=empty",
                        "--millrace.tables.orders.routes.all.retry.max-attempts=3",
                        "--millrace.tables.orders.routes.all.idempotency=memory",
                        "--millrace.tables.beside.name=orders-beside",
                        "--millrace.tables.beside.concurrency=2",
                        "--millrace.tables.beside.routes.all.handler=empty",
                        "--millrace.tables.beside.routes.all.retry.max-attempts=3");
        TableFunctions tables = context.getBean(TableFunctions.class);
        inTurn = tables.byId("orders").orElseThrow();
        sideBySide = tables.byId("beside").orElseThrow();
        event = new EventReader().read(Events.ofRecords(RECORDS));
        event.getRecords().forEach(record -> record.setEventSourceARN(null));
    }

    @TearDown
    public void stop() {
        context.close();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void bareLoop(Blackhole handler) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            handler.consume(record);
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object dispatched() {
        Deadline deadline = Deadline.at(Instant.MAX, InstantSource.system());
        return inTurn.run(event, deadline);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object dispatchedSideBySide() {
        Deadline deadline = Deadline.at(Instant.MAX, InstantSource.system());
        return sideBySide.run(event, deadline);
    }
}
