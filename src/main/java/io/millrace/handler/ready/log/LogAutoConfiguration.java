package io.millrace.handler.ready.log;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The type {@code log}. */
@AutoConfiguration
class LogAutoConfiguration {

    @Bean
    @Lazy
    LogType millraceLogType() {
        return new LogType();
    }
}
