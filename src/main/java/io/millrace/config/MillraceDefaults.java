package io.millrace.config;

import io.millrace.function.EntryFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** Defaults that any other source overrides. They are no file, which would hide one of the same name of the user. */
final class MillraceDefaults implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.cloud.function.definition", EntryFunction.NAME,
            // This logger writes whole payloads at INFO.
            "logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils", "warn",
            "spring.main.banner-mode", "off",
            "server.address", "127.0.0.1",
            "spring.mvc.problemdetails.enabled", "true",
            // A body over the limit is still read to its end, so that the sender gets to see the answer.
            "server.tomcat.max-swallow-size", "64MB");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        Map<String, Object> defaults = new LinkedHashMap<>(DEFAULTS);
        if (environment.matchesProfiles("local")) {
            defaults.put("server.shutdown", "immediate"); // consoles in browsers stay connected for ever
        }
        if (sources.get(DefaultPropertiesPropertySource.NAME) instanceof MapPropertySource set) {
            defaults.putAll(set.getSource());
        }
        DefaultPropertiesPropertySource.addOrMerge(defaults, sources); // Spring Boot moves it behind all other sources
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
