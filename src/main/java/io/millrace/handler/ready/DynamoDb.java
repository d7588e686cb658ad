package io.millrace.handler.ready;

import io.millrace.aws.ClientSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client of DynamoDB that is there when it is first asked for: the application's own where no setting says otherwise, in the
 * local profile that of the local database. What is made here is closed here, the application's own is not. Any thread may call.
 */
public final class DynamoDb implements Supplier<DynamoDbClient>, AutoCloseable {

    private final boolean byItself;
    private final Supplier<@Nullable DynamoDbClient> application;
    private final Client<DynamoDbClient> own;
    private volatile @Nullable DynamoDbClient found;

    /**
     * @param settings whose client is made, unless they are empty and the application has one
     * @param application finds the application's own client, such as {@code ObjectProvider::getIfAvailable}; asked when there is
     *     work for it
     */
    public DynamoDb(ClientSettings settings, Supplier<@Nullable DynamoDbClient> application) {
        this.byItself = !settings.isEmpty();
        this.application = application;
        this.own = new Client<>(() -> settings.build(DynamoDbClient.builder()));
    }

    @Override
    public DynamoDbClient get() {
        DynamoDbClient client = found;
        if (client == null) {
            DynamoDbClient given = byItself ? null : application.get();
            client = given == null ? own.get() : given;
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
