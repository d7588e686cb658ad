package io.millrace.handler.ready.mail;

import com.samskivert.mustache.Mustache;
import io.millrace.aws.AwsClients;
import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The type {@code mail}, if Mustache is on the class path. The settings check what the transport needs. */
@AutoConfiguration
@ConditionalOnClass(Mustache.class)
class MailAutoConfiguration {

    @Bean
    @Lazy
    MailType millraceMailType(AwsClients clients, Time time, Environment environment) {
        return new MailType(clients, time, environment);
    }
}
