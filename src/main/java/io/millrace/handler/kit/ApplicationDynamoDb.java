package io.millrace.handler.kit;

import io.millrace.aws.ClientSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds the application's own DynamoDB client; in the profile {@code local} that of the local database. Any thread may call. */
@FunctionalInterface
public interface ApplicationDynamoDb {

    /** Returns the client, which the application closes; empty if it has none. Called when the client is needed. */
    Optional<DynamoDbClient> find();

    /**
     * Whether the application has a client. Called at the start, and creates none.
     *
     * @throws InvalidSettingException if the application has several clients and none takes precedence
     */
    default boolean exists() {
        return true;
    }

    /** Whether the database is on this machine, so that no table in AWS may be reached. */
    default boolean isLocal() {
        return false;
    }

    /**
     * Chooses a client: the application's own if there are no settings, or else one of Millrace.
     *
     * @param own the client of these settings
     * @return creates or finds the client when it is first needed
     * @throws InvalidSettingException if the application has several clients and none takes precedence, or if the database is
     *     on this machine and the settings name AWS
     */
    default Supplier<DynamoDbClient> or(ClientSettings settings, Supplier<DynamoDbClient> own) {
        if (settings.region() != null && settings.endpoint() == null && isLocal()) {
            throw new InvalidSettingException(
                    "region",
                    "'%s' would reach DynamoDB in AWS, and in the profile 'local' the database is on this machine. Set 'endpoint' for this profile, or the region for the others alone."
                            .formatted(settings.region()));
        }
        return created(settings).isEmpty() ? SingletonSupplier.of(() -> find().orElseGet(own)) : own;
    }

    /** The settings of the client that Millrace creates; empty if the application's own is chosen. */
    default List<ClientSettings> created(ClientSettings settings) {
        return settings.isEmpty() && exists() ? List.of() : List.of(settings);
    }
}
