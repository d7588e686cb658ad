package io.millrace.function.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.event.EventReader;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * Registers functions of the raw input under the names of the entry function and the table functions, for Lambda's
 * {@code FunctionInvoker}. To these, Spring Cloud Function passes the bytes unchanged; for any other input type it
 * would parse them three times, log them, and treat input that it can't convert as an event without records.
 */
final class LambdaFunctions implements SmartInitializingSingleton {

    private static final ResolvableType INPUT = ResolvableType.forClassWithGenerics(Message.class, InputStream.class);
    private static final ResolvableType OUTPUT = ResolvableType.forClassWithGenerics(Message.class, byte[].class);
    private static final Type TYPE =
            ResolvableType.forClassWithGenerics(Function.class, INPUT, OUTPUT).getType();

    private static final Logger log = LoggerFactory.getLogger(LambdaFunctions.class);

    private final AtomicBoolean warned = new AtomicBoolean();
    private final EventReader reader = new EventReader();
    private final FunctionRegistry registry;
    private final EntryFunction entry;
    private final TableFunctions tables;
    private final boolean startedByInvoker;

    /** @param startedByInvoker whether Lambda's invoker will look for functions; if not, nothing is done */
    LambdaFunctions(FunctionRegistry registry, EntryFunction entry, TableFunctions tables, boolean startedByInvoker) {
        this.registry = registry;
        this.entry = entry;
        this.tables = tables;
        this.startedByInvoker = startedByInvoker;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (startedByInvoker) {
            register(EntryFunction.NAME, entry::apply);
            tables.all().forEach(table -> register(table.id(), (event, deadline) -> run(table, event, deadline)));
        }
    }

    private void register(String name, BiFunction<DynamodbEvent, Deadline, StreamsEventResponse> function) {
        Function<Message<InputStream>, Message<byte[]>> raw = message -> {
            Deadline deadline = deadline(message);
            warnOnce(deadline);
            StreamsEventResponse response = function.apply(reader.read(bytes(message.getPayload())), deadline);
            return new GenericMessage<>(ResponseWriter.write(response));
        };
        registry.register(new FunctionRegistration<>(raw, name).type(TYPE));
        passThrough(name);
    }

    /** The deadline from the context that the invoker puts into the message. */
    private Deadline deadline(Message<?> message) {
        return message.getHeaders().get("aws-context") instanceof Context context
                ? entry.deadlines().ofInvocation(Duration.ofMillis(context.getRemainingTimeInMillis()))
                : entry.deadlines().ofBatch();
    }

    /** Only an invocation shows how long it may take. */
    private void warnOnce(Deadline deadline) {
        if (!warned.getAndSet(true)) {
            tables.all().stream()
                    .flatMap(table -> table.longRetries(deadline.left(), "an invocation").stream())
                    .forEach(log::warn);
        }
    }

    /** Makes the object that the invoker will find pass its input and output unchanged. */
    private void passThrough(String name) {
        FunctionInvocationWrapper function = registry.lookup(name, "application/json");
        function.setSkipInputConversion(true);
        function.setSkipOutputConversion(true);
    }

    /** A failure throws. Otherwise the response says that nothing failed; {@code Void} would become the text "OK". */
    private static StreamsEventResponse run(TableFunction table, DynamodbEvent event, Deadline deadline) {
        table.apply(event, deadline);
        return new StreamsEventResponse(List.of());
    }

    private static byte[] bytes(InputStream input) {
        try {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
