package io.millrace.handler.ready.replicate;

import io.millrace.dispatch.Time;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The type {@code replicate}, where its client is. */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
class ReplicateAutoConfiguration {

    @Bean
    @Lazy
    ReplicateType replicateType(ObjectProvider<DynamoDbClient> clients, Time time) {
        return new ReplicateType(clients::getIfAvailable, time);
    }
}
