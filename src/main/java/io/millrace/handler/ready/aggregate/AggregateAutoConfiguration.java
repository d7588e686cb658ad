package io.millrace.handler.ready.aggregate;

import io.millrace.handler.kit.DynamoDbBeans;
import io.millrace.time.Time;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The type {@code aggregate}, where its client is. */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
class AggregateAutoConfiguration {

    @Bean
    @Lazy
    AggregateType millraceAggregateType(Time time, ConfigurableListableBeanFactory beans, Environment environment) {
        return new AggregateType(time, new DynamoDbBeans(beans, environment));
    }
}
