package io.millrace.handler.kit;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds the application's own client of DynamoDB. Any thread may call. */
@FunctionalInterface
public interface ApplicationDynamoDb {

    /** The client, which the application closes; empty where it has none. Asked when there is work for it. */
    Optional<DynamoDbClient> find();

    /**
     * Whether there is one. Asked at the start, and makes none.
     *
     * @throws InvalidSettingException if there are several, and none is the one
     */
    default boolean exists() {
        return true;
    }

    /** Whether the database is on this machine, so that nothing is to reach tables in AWS. */
    default boolean isLocal() {
        return false;
    }
}
