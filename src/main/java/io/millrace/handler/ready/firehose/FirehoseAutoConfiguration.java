package io.millrace.handler.ready.firehose;

import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.firehose.FirehoseClient;

/** The type {@code firehose}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(FirehoseClient.class)
class FirehoseAutoConfiguration {

    @Bean
    @Lazy
    FirehoseType millraceFirehoseType(AwsClients clients, Time time) {
        return new FirehoseType(clients, time);
    }
}
