package io.millrace.handler.ready.aggregate;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.History;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import io.millrace.time.Sleeper;
import io.millrace.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Handlers of the type, made of lines of YAML, with a client of the application's own. */
final class Aggregates {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** A view by kind. */
    static final List<String> SUMS =
            List.of("key: { PK: 'KIND#{{new.kind}}', SK: all }", "count: things", "add: { total: '{{new.amount}}' }");

    private Aggregates() {}

    static BatchHandler handler(DynamoDbClient client, String table, List<String> view) {
        return handler(client, table, view, wait -> {});
    }

    static BatchHandler handler(DynamoDbClient client, String table, List<String> view, Sleeper sleeper) {
        String yaml = "table: %s\nmarkers: markers-of-%s\n%s\n".formatted(table, table, String.join("\n", view));
        AggregateType type =
                new AggregateType(() -> Optional.of(client), new AwsClients(List::of), new Time(() -> NOW, sleeper));
        return (BatchHandler) type.handler("tried", settings(yaml));
    }

    static AggregateType.Settings settings(String yaml) {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load(
                            "yaml",
                            new ByteArrayResource(yaml.indent(2).formatted().getBytes(UTF_8)))
                    .forEach(environment.getPropertySources()::addFirst);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Binder.get(environment).bindOrCreate("", Bindable.of(AggregateType.Settings.class));
    }

    static Map<SequenceNumber, Throwable> handle(BatchHandler handler, DynamodbStreamRecord... records) {
        return handle(handler, Arrays.asList(records));
    }

    static Map<SequenceNumber, Throwable> handle(BatchHandler handler, List<DynamodbStreamRecord> records) {
        try {
            return handler.handle(changes(records));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Change<Item>> changes(List<DynamodbStreamRecord> records) {
        return records.stream().map(record -> Change.of(record, History.TABLE)).toList();
    }

    /** An INSERT. */
    static RecordBuilder thing(int number, String id, String kind, String amount) {
        return Records.insert()
                .sequenceNumber("" + number)
                .key("id", s(id))
                .after("kind", s(kind))
                .after("amount", n(amount));
    }

    /** What a view by {@link #SUMS} holds. */
    static Map<String, Object> sums(String things, String total) {
        return Map.of("things", ViewTables.number(things), "total", ViewTables.number(total));
    }
}
