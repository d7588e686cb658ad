package io.millrace.bench;

import io.millrace.bench.millrace.CountApplication;
import io.millrace.bench.stock.StockApplication;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * One invocation through Spring Cloud Function's FunctionInvoker: its stock path to a {@code Function<DynamodbEvent, Void>}
 * without the logging of payloads, and Millrace's to a handler of the same shape. The compiler is Lambda's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InvokerBenchmark {

    /** Which application the invoker starts. */
    public enum Application {
        STOCK(StockApplication.class),
        MILLRACE(CountApplication.class);

        private final Class<?> mainClass;

        Application(Class<?> mainClass) {
            this.mainClass = mainClass;
        }
    }

    @Param
    Application application;

    @Param({"1", "100", "1000"})
    int records;

    private byte[] event;
    private FunctionInvoker invoker;

    @Setup
    public void start() throws IOException {
        Path configuration = Files.createTempFile("application", ".yml");
        String text = application == Application.MILLRACE
                ? CountApplication.CONFIGURATION
                : "logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils: warn\n"
                        + "spring.cloud.function.definition: count\n";
        Files.writeString(configuration, text);
        System.setProperty("spring.config.location", configuration.toUri().toString());
        System.setProperty("MAIN_CLASS", application.mainClass.getName());
        event = Events.ofRecords(records);
        invoker = new FunctionInvoker();
        Files.delete(configuration);
    }

    @Benchmark
    public ByteArrayOutputStream invoke() throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        invoker.handleRequest(new ByteArrayInputStream(event), response, null);
        return response;
    }
}
