package io.millrace.handler.ready.aggregate;

import io.millrace.dispatch.Time;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The type {@code aggregate}, where its client is. */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
class AggregateAutoConfiguration {

    @Bean
    @Lazy
    AggregateType aggregateType(Time time, ObjectProvider<DynamoDbClient> clients) {
        return new AggregateType(time, clients::getIfAvailable);
    }
}
