package io.millrace.local.database;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.internal.client.DefaultDynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.internal.client.DefaultDynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Replaces clients that wrap another client. No public type gives access to that one. */
final class EnhancedClients {

    private EnhancedClients() {}

    /** The same client for the local database; {@code null} for a bean that does not call AWS. */
    static @Nullable Object redirect(Object bean, LocalClients clients) {
        if (bean instanceof DefaultDynamoDbEnhancedClient enhanced) {
            Object within = clients.redirect(enhanced.dynamoDbClient());
            return within == null
                    ? null
                    : enhanced.toBuilder()
                            .dynamoDbClient((DynamoDbClient) within)
                            .build();
        }
        if (bean instanceof DefaultDynamoDbEnhancedAsyncClient enhanced) {
            Object within = clients.redirect(enhanced.dynamoDbAsyncClient());
            return within == null
                    ? null
                    : enhanced.toBuilder()
                            .dynamoDbClient((DynamoDbAsyncClient) within)
                            .build();
        }
        return clients.redirect(bean);
    }
}
