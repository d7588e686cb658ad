package io.millrace.handler.ready.archive;

import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3Client;

/** The type {@code archive}, if its client is on the class path. */
@AutoConfiguration
@ConditionalOnClass(S3Client.class)
class ArchiveAutoConfiguration {

    @Bean
    @Lazy
    ArchiveType millraceArchiveType(AwsClients clients, Time time) {
        return new ArchiveType(clients, time);
    }
}
