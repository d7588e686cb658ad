package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class LambdaAutoConfigurationFilterTests {

    private static final String[] SSL = {"org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration"};
    private static final AutoConfigurationMetadata NONE = null; // not asked

    @ParameterizedTest
    @CsvSource({"spring.ssl.bundle.jks.server.keystore.location, true", "spring.application.name, false"})
    void keepsWhatMakesBundlesWhereSomeAreConfigured(String key, boolean kept) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("settings", Map.of(key, "x", "millrace.lambda.lean", "true")));
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(
                        "--spring.cloud.function.web.export.enabled=false", "--spring.main.web-application-type=none"));
        LambdaAutoConfigurationFilter filter = new LambdaAutoConfigurationFilter();
        filter.setEnvironment(environment);

        assertThat(filter.match(SSL, NONE)).containsExactly(kept);
    }
}
