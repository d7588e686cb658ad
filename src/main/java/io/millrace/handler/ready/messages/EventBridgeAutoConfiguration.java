package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The type {@code eventbridge}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(EventBridgeClient.class)
class EventBridgeAutoConfiguration {

    @Bean
    @Lazy
    EventBridgeType millraceEventBridgeType(AwsClients clients, Time time) {
        return new EventBridgeType(clients, time);
    }
}
