package io.millrace.handler.ready.search;

import io.millrace.time.Time;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The type {@code search}. Every application has the HTTP client that it needs. */
@AutoConfiguration
class SearchAutoConfiguration {

    @Bean
    @Lazy
    SearchType millraceSearchType(Time time) {
        return new SearchType(time);
    }
}
