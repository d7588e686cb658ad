package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.function.EntryFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that a configuration makes, without a line of code, and what Lambda does with its answers. */
public final class Deliveries implements AutoCloseable {

    private static final int MOST = 60;
    private static final Map<String, String> CREDENTIALS = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "local",
            "aws.secretAccessKey", "local");

    private final ConfigurableApplicationContext context;
    private final EntryFunction entry;

    private Deliveries(ConfigurableApplicationContext context) {
        this.context = context;
        this.entry = context.getBean(EntryFunction.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NoCode {}

    /** Starts the application, with credentials as they are for servers of tests. */
    public static Deliveries start(Path directory, String yaml) {
        CREDENTIALS.forEach(System::setProperty);
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "application", ".yml"), yaml);
            return new Deliveries(new SpringApplicationBuilder(NoCode.class)
                    .web(WebApplicationType.NONE)
                    .registerShutdownHook(false)
                    .run("--spring.config.location=file:" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bean of the application. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Delivers once. Returns the records that are not done: from the lowest that the answer names. */
    public List<DynamodbStreamRecord> deliver(List<DynamodbStreamRecord> batch) {
        List<BatchItemFailure> failures = entry.apply(Records.event(batch)).getBatchItemFailures();
        if (failures.isEmpty()) {
            return List.of();
        }
        List<String> numbers = batch.stream().map(History::number).toList();
        int first = failures.stream()
                .mapToInt(failure -> numbers.indexOf(failure.getItemIdentifier()))
                .min()
                .orElseThrow();
        if (first < 0) {
            throw new IllegalStateException("The answer names a record that is not in the batch: " + failures);
        }
        return batch.subList(first, batch.size());
    }

    /** Delivers what is left again, as Lambda does, until all is done. */
    public void deliverAll(List<DynamodbStreamRecord> batch) {
        List<DynamodbStreamRecord> left = batch;
        for (int i = 0; i < MOST && !left.isEmpty(); i++) {
            left = deliver(left);
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("%d records are not done after %d deliveries".formatted(left.size(), MOST));
        }
    }

    @Override
    public void close() {
        context.close();
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }
}
