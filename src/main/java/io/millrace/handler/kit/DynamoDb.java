package io.millrace.handler.kit;

import io.millrace.aws.ClientSettings;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client of DynamoDB that is there when it is first asked for: the application's own where no setting says otherwise, in the
 * local profile that of the local database. What is made here is closed here, the application's own is not. Any thread may call.
 */
public final class DynamoDb implements Supplier<DynamoDbClient>, AutoCloseable {

    private final boolean byItself;
    private final ApplicationDynamoDb application;
    private final Client<DynamoDbClient> own;
    private volatile @Nullable DynamoDbClient found;

    /**
     * Of settings.
     *
     * @param settings whose client is made, unless they are empty and the application has one
     * @throws InvalidSettingException if the application has several clients, and none is the one, or if the database is on
     *     this machine and the settings ask for AWS
     */
    public DynamoDb(ClientSettings settings, ApplicationDynamoDb application) {
        if (settings.region() != null && settings.endpoint() == null && application.isLocal()) {
            throw new InvalidSettingException(
                    "region",
                    "'%s' would reach DynamoDB in AWS, and in the profile 'local' the database is on this machine. Set 'endpoint' for this profile, or the region for the others alone."
                            .formatted(settings.region()));
        }
        this.byItself = !settings.isEmpty() || !application.exists();
        this.application = application;
        this.own = new Client<>(() -> settings.build(DynamoDbClient.builder()));
    }

    /**
     * Without settings.
     *
     * @param maker makes a client where the application has none
     * @throws InvalidSettingException if the application has several clients, and none is the one
     */
    public DynamoDb(Supplier<DynamoDbClient> maker, ApplicationDynamoDb application) {
        this.byItself = !application.exists();
        this.application = application;
        this.own = new Client<>(maker);
    }

    /** Those that are made here: none where the application's own is taken. */
    public static List<ClientSettings> clients(ClientSettings settings, ApplicationDynamoDb application) {
        return settings.isEmpty() && application.exists() ? List.of() : List.of(settings);
    }

    @Override
    public DynamoDbClient get() {
        DynamoDbClient client = found;
        if (client == null) {
            client = byItself ? own.get() : application.find().orElseGet(own);
            found = client;
        }
        return client;
    }

    @Override
    public void close() {
        found = null;
        own.close();
    }
}
