package io.millrace.handler.ready.aggregate;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.ExpiringTable;
import io.millrace.aws.Permission;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.aggregate.AggregateType.Settings;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Maintains a view of changes in a table: counts, sums, last, largest and smallest values, in items whose keys come from the
 * change. Each change counts exactly once, however often it comes: the transaction that updates the view also writes a marker
 * of the change. Source: "TransactWriteItems" in the Amazon DynamoDB API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(DynamoDbClient.class)
record AggregateType(ApplicationDynamoDb application, AwsClients clients, Time time) implements HandlerType<Settings> {

    /** A stream keeps a record, and may repeat it, for this long. */
    private static final Duration SHORTEST_TTL = Duration.ofHours(24);

    /**
     * @param table Name of the view's table.
     * @param key Key attributes of the view's item, each with a template for its value: PET#{{new.petId}}. They are of type S.
     * @param count Attributes that count changes.
     * @param add Attributes that are sums, each with a template for the number that a change adds.
     * @param set Attributes that a change overwrites, each with a template; a single placeholder keeps the type of its value.
     * @param max Attributes that keep the largest value, a number or a text.
     * @param min Attributes that keep the smallest value, a number or a text.
     * @param subtract Whether MODIFY and REMOVE subtract what the old image added; otherwise each change only adds.
     * @param markers Name of the table that remembers counted changes. Its partition key is "id", a string; its time-to-live
     *     attribute is "expires".
     * @param markerTtl How long a counted change is remembered.
     * @param region Region of the tables.
     * @param endpoint URL of a DynamoDB emulator.
     */
    record Settings(
            @Nullable String table,
            @Nullable Map<String, String> key,
            @Nullable List<String> count,
            @Nullable Map<String, String> add,
            @Nullable Map<String, String> set,
            @Nullable Map<String, String> max,
            @Nullable Map<String, String> min,
            @DefaultValue("true") boolean subtract,
            @DefaultValue("millrace-aggregates") String markers,
            @DefaultValue("15d") Duration markerTtl,
            @Nullable String region,
            @Nullable String endpoint) {}

    @Override
    public String name() {
        return "aggregate";
    }

    @Override
    public Set<Image> images(Settings settings, EventName event) {
        return ViewReader.read(settings).images(event);
    }

    @Override
    public Handler handler(String name, Settings settings) {
        View view = ViewReader.read(settings);
        Markers markers = new Markers(name, tableOfMarkers(settings), ttl(settings.markerTtl()), time.clock());
        ClientSettings place = SettingChecks.client(settings.region(), settings.endpoint());
        Supplier<DynamoDbClient> dynamoDb = application.or(place, clients.client(name, place, DynamoDbClient::builder));
        return new AggregateHandler(view, new ViewTable(view.table(), markers, dynamoDb), time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return application.created(SettingChecks.client(settings.region(), settings.endpoint()));
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(
                Permission.onTable(
                        String.valueOf(settings.table()),
                        settings.region(),
                        "dynamodb:UpdateItem",
                        "dynamodb:ConditionCheckItem"),
                new ExpiringTable(settings.markers()).putting(settings.region()));
    }

    private static String tableOfMarkers(Settings settings) {
        if (settings.markers().equals(settings.table())) {
            throw new InvalidSettingException(
                    "markers", "'%s' is the view's own table. Markers need another.".formatted(settings.markers()));
        }
        return SettingChecks.plain("markers", settings.markers());
    }

    private static Duration ttl(Duration ttl) {
        if (ttl.compareTo(SHORTEST_TTL) < 0) {
            throw new InvalidSettingException(
                    "marker-ttl",
                    "'%s' is too short: a change may come again for 24 hours, and would count twice. Leave it at 15d, or take more."
                            .formatted(ttl));
        }
        return ttl;
    }
}
