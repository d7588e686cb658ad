package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.sns.SnsClient;

/** The type {@code sns}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(SnsClient.class)
class SnsAutoConfiguration {

    @Bean
    @Lazy
    SnsType millraceSnsType(AwsClients clients, Time time) {
        return new SnsType(clients, time);
    }
}
