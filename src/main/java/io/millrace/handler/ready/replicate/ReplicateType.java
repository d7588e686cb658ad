package io.millrace.handler.ready.replicate;

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
import io.millrace.handler.ready.replicate.ReplicateType.Settings;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Copies each item that is put or changed to another table, and removes there what is removed. An attribute of each copy holds
 * its origin and sequence number, and a copy is written only over an older one: records may come late, or any number of times.
 * A table's own copies are not copied on, so that two tables may replicate each other.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(DynamoDbClient.class)
record ReplicateType(ApplicationDynamoDb application, AwsClients clients, Time time) implements HandlerType<Settings> {

    /**
     * @param table Name of the other table; its ARN if it is in another account.
     * @param region Region of the other table.
     * @param endpoint URL of DynamoDB, of an emulator or a private link.
     * @param include Attributes that are copied, in addition to the keys; all when left out.
     * @param exclude Attributes that are not copied.
     * @param rename Names in the other table, by the names in this one.
     * @param versionAttribute Attribute of the other table's items that holds their version.
     * @param bothWays Whether the other table is replicated to this one as well.
     * @param versions Name of a table that remembers versions, also of removed items, beside the other table.
     * @param versionsTtl How long a version is remembered.
     * @param parallel How many items are written in parallel.
     */
    record Settings(
            @Nullable String table,
            @Nullable String region,
            @Nullable String endpoint,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable Map<String, String> rename,
            @DefaultValue("millrace:version") String versionAttribute,
            @DefaultValue("false") boolean bothWays,
            @Nullable String versions,
            @DefaultValue("15d") Duration versionsTtl,
            @DefaultValue("8") int parallel) {}

    @Override
    public String name() {
        return "replicate";
    }

    @Override
    public Set<Image> images(Settings settings, EventName event) {
        return Image.of(event, Set.of(Image.NEW));
    }

    @Override
    public Handler handler(String name, Settings settings) {
        TableName table = TableName.of(
                "table", SettingChecks.required("replicate", "table", settings.table(), "the name of a table"));
        ClientSettings place = client(settings);
        Mapping mapping = MappingChecks.mapping(settings);
        Writes writes = new Writes(mapping, settings.versionAttribute(), settings.bothWays());
        SideBySide sideBySide = new SideBySide(parallel(settings.parallel()));
        return new Replicator(writes, target(table, client(name, place), settings), sideBySide, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return application.created(client(settings));
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        TableName table = TableName.of("table", String.valueOf(settings.table()));
        List<Permission> permissions = new ArrayList<>();
        permissions.add(Permission.onTable(
                table.name(),
                settings.region(),
                "dynamodb:PutItem",
                "dynamodb:DeleteItem",
                "dynamodb:UpdateItem",
                "dynamodb:ConditionCheckItem"));
        versions(table, settings)
                .map(versions -> new ExpiringTable(versions.name()).putting(settings.region()))
                .ifPresent(permissions::add);
        return permissions;
    }

    private static ClientSettings client(Settings settings) {
        TableName table = TableName.of("table", String.valueOf(settings.table()));
        return SettingChecks.client(table.region(settings.region()), settings.endpoint());
    }

    private Supplier<DynamoDbClient> client(String name, ClientSettings place) {
        return application.or(place, clients.client(name, place, DynamoDbClient::builder));
    }

    private Target target(TableName table, Supplier<DynamoDbClient> client, Settings settings) {
        String attribute = settings.versionAttribute();
        Optional<TableName> versions = versions(table, settings);
        if (versions.isEmpty()) {
            return new TargetTable(client, table.name(), attribute);
        }
        VersionRows rows =
                new VersionRows(table.name(), versions.get().name(), ttl(settings.versionsTtl()), time.clock());
        return new VersionedTable(client, new ConditionalWrites(table.name(), attribute), rows, settings.bothWays());
    }

    private static Optional<TableName> versions(TableName table, Settings settings) {
        if (settings.versions() == null && settings.bothWays()) {
            throw new InvalidSettingException(
                    "versions",
                    "tables that replicate each other need a table that remembers versions, or a record that comes again could undo what users of the other table have written since.");
        }
        Optional<TableName> versions = Optional.ofNullable(settings.versions())
                .map(name -> TableName.of("versions", name).beside(table));
        if (versions.equals(Optional.of(table))) {
            throw new InvalidSettingException(
                    "versions",
                    "'%s' is the table of the items. Versions need one of their own.".formatted(table.name()));
        }
        versions.filter(other -> other.isApartFrom(table)).ifPresent(other -> {
            throw new InvalidSettingException(
                    "versions",
                    "'%s' is not in the account and Region of table '%s'. No transaction writes into both."
                            .formatted(other.name(), table.name()));
        });
        return versions;
    }

    private static Duration ttl(Duration ttl) {
        if (ttl.compareTo(Duration.ofDays(1)) < 0) {
            throw new InvalidSettingException(
                    "versions-ttl", "'%s' is shorter than the day that a stream keeps its records.".formatted(ttl));
        }
        return ttl;
    }

    private static int parallel(int parallel) {
        if (parallel < 1 || parallel > 100) {
            throw new InvalidSettingException("parallel", "'%d' is not between 1 and 100.".formatted(parallel));
        }
        return parallel;
    }
}
