package io.millrace.config;

import io.millrace.aws.Permission;
import io.millrace.function.TableFunction;
import io.millrace.mapping.Deployment;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Derives the deployment from the configuration. */
final class DeploymentReader {

    private DeploymentReader() {}

    /**
     * The deployment of a configuration.
     *
     * @param readyMade the handlers without code
     */
    static Deployment read(CheckedConfiguration configuration, ReadyMade readyMade) {
        Settings settings = configuration.settings();
        MillraceProperties properties = configuration.properties();
        return new Deployment(
                configuration.tables().all().stream()
                        .map(function -> table(function, properties, readyMade))
                        .toList(),
                properties.deadLetter(),
                properties.deadLetterOverflow(),
                properties.remembersInStore() ? properties.idempotency().table() : null,
                properties.local().local(),
                new Deployment.Needs(Variables.of(settings), DeploymentNotes.of(settings)));
    }

    private static Deployment.Table table(TableFunction function, MillraceProperties properties, ReadyMade readyMade) {
        TableProperties table = Objects.requireNonNull(properties.tables().get(function.id()));
        KeysProperties keys = table.keys();
        return new Deployment.Table(
                function.id(),
                function.table(),
                LocalNames.of(table, function.table()),
                new KeySchema(key(keys.partition(), keys.partitionType()), key(keys.sort(), keys.sortType())),
                table.viewType(),
                table.ttlAttribute(),
                table.unmatched(),
                table.source().mapping(),
                function.routes(),
                permissions(table, readyMade));
    }

    private static List<Permission> permissions(TableProperties table, ReadyMade readyMade) {
        return table.routes().values().stream()
                .flatMap(route -> route.handlerNames().stream())
                .distinct()
                .flatMap(handler -> readyMade.permissions(handler).stream())
                .toList();
    }

    private static @Nullable Key key(@Nullable String name, KeySchema.@Nullable Type type) {
        return name == null ? null : new Key(name, type);
    }
}
