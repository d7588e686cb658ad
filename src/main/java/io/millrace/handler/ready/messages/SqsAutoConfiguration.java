package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The type {@code sqs}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(SqsClient.class)
class SqsAutoConfiguration {

    @Bean
    @Lazy
    SqsType millraceSqsType(AwsClients clients, Time time) {
        return new SqsType(clients, time);
    }
}
