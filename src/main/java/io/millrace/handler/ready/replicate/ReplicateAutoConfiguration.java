package io.millrace.handler.ready.replicate;

import io.millrace.handler.kit.DynamoDbBeans;
import io.millrace.time.Time;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The type {@code replicate}, where its client is. */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
class ReplicateAutoConfiguration {

    @Bean
    @Lazy
    ReplicateType millraceReplicateType(ConfigurableListableBeanFactory beans, Environment environment, Time time) {
        return new ReplicateType(new DynamoDbBeans(beans, environment), time);
    }
}
