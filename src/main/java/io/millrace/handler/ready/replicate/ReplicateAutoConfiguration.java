package io.millrace.handler.ready.replicate;

import io.millrace.aws.AwsClients;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The type {@code replicate}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
class ReplicateAutoConfiguration {

    @Bean
    @Lazy
    ReplicateType millraceReplicateType(ApplicationDynamoDb application, AwsClients clients, Time time) {
        return new ReplicateType(application, clients, time);
    }
}
