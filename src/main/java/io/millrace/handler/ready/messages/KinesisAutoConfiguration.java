package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The type {@code kinesis}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(KinesisClient.class)
class KinesisAutoConfiguration {

    @Bean
    @Lazy
    KinesisType millraceKinesisType(AwsClients clients, Time time) {
        return new KinesisType(clients, time);
    }
}
