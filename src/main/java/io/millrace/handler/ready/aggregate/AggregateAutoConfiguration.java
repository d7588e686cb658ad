package io.millrace.handler.ready.aggregate;

import io.millrace.aws.AwsClients;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The type {@code aggregate}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
class AggregateAutoConfiguration {

    @Bean
    @Lazy
    AggregateType millraceAggregateType(ApplicationDynamoDb application, AwsClients clients, Time time) {
        return new AggregateType(application, clients, time);
    }
}
