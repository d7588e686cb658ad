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

/**
 * Sets defaults that any other source overrides. They are not in a file, which would hide a file of the user with the same
 * name. Settings of the server are set only in Millrace's own application: other applications configure their own.
 */
final class MillraceDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String OWN_APPLICATION = "io.millrace.MillraceApplication";

    /** The logger writes whole payloads at INFO. */
    private static final Map<String, Object> EVERYWHERE =
            Map.of("logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils", "warn");

    private static final Map<String, Object> WITH_TABLES =
            Map.of("spring.cloud.function.definition", EntryFunction.NAME);

    /** Tomcat reads a body over the limit to its end, so that the sender gets to see the answer. */
    private static final Map<String, Object> OWN = Map.ofEntries(
            Map.entry("spring.cloud.function.definition", EntryFunction.NAME),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("spring.mvc.problemdetails.enabled", "true"),
            Map.entry("server.tomcat.max-swallow-size", "64MB"),
            Map.entry("millrace.http.path", "/"),
            Map.entry("millrace.http.guard", "true"),
            Map.entry("millrace.local.enabled", "true"),
            Map.entry("millrace.lambda.lean", "true"));

    /** A console in a browser keeps its connection open, for which a graceful shutdown would wait. */
    private static final Map<String, Object> LOCAL =
            Map.of("server.address", "127.0.0.1", "server.shutdown", "immediate");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        Map<String, Object> defaults = new LinkedHashMap<>(EVERYWHERE);
        if (isOwn(application)) {
            defaults.putAll(OWN);
        } else if (Settings.hasBelow(environment, TablesReader.TABLES)) {
            defaults.putAll(WITH_TABLES);
        }
        if (environment.matchesProfiles("local")) {
            defaults.putAll(LOCAL);
        }
        if (sources.get(DefaultPropertiesPropertySource.NAME) instanceof MapPropertySource set) {
            defaults.putAll(set.getSource());
        }
        DefaultPropertiesPropertySource.addOrMerge(
                defaults, sources); // Spring Boot moves this source behind all others
    }

    private static boolean isOwn(SpringApplication application) {
        return application.getAllSources().stream()
                .anyMatch(source ->
                        source instanceof Class<?> type && type.getName().equals(OWN_APPLICATION));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
