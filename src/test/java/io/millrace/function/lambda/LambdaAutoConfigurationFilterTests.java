package io.millrace.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        assertThat(filter(Map.of(key, "x", "millrace.lambda.lean", "true")).match(SSL, NONE))
                .containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesOutWhatIsForOnesOwnMachineWhicheverApplicationItIs(boolean lean) {
        String[] local = {"io.millrace.local.LocalAutoConfiguration"};

        assertThat(filter(Map.of("millrace.lambda.lean", lean)).match(local, NONE))
                .containsExactly(false);
    }

    /** As the invoker starts an application. */
    private static LambdaAutoConfigurationFilter filter(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(
                        "--spring.cloud.function.web.export.enabled=false", "--spring.main.web-application-type=none"));
        LambdaAutoConfigurationFilter filter = new LambdaAutoConfigurationFilter();
        filter.setEnvironment(environment);
        return filter;
    }
}
