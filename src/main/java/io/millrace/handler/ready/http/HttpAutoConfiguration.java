package io.millrace.handler.ready.http;

import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The type {@code http}. */
@AutoConfiguration
class HttpAutoConfiguration {

    @Bean
    @Lazy
    HttpType millraceHttpType(Time time) {
        return new HttpType(time);
    }
}
