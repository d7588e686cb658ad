package io.millrace.config;

import static io.millrace.config.SmallApplication.ONE_TABLE;
import static io.millrace.config.SmallApplication.application;
import static io.millrace.config.SmallApplication.configuration;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;

/** Nothing of an application changes by Millrace being there. */
class GuestTests {

    private static final String[] AS_THE_INVOKER = {
        "--spring.cloud.function.web.export.enabled=false", "--spring.main.web-application-type=none"
    };

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(classes = {AsyncTaskExecutor.class, SslBundles.class, ApplicationAvailability.class})
    void leavesTheApplicationItsBeansOnLambda(Class<?> type) {
        try (ConfigurableApplicationContext context = start(application(), ONE_TABLE, AS_THE_INVOKER)) {
            assertThat(context.getBeanProvider(type).getIfAvailable()).isNotNull();
        }
    }

    @Test
    void startsLeanOnLambdaWhereTheApplicationAsksForIt() {
        String text = ONE_TABLE + "millrace.lambda.lean: true\n";

        try (ConfigurableApplicationContext context = start(application(), text, AS_THE_INVOKER)) {
            assertThat(context.getBeanProvider(AsyncTaskExecutor.class).getIfAvailable())
                    .isNull();
        }
    }

    @Test
    void takesNoFileForTheInvoker() {
        String text = ONE_TABLE + """
                millrace.lambda.lean: true
                spring.cloud.function.web.export.enabled: false
                spring.main.web-application-type: none
                """;

        try (ConfigurableApplicationContext context = start(application(), text)) {
            assertThat(context.getBeanProvider(AsyncTaskExecutor.class).getIfAvailable())
                    .isNotNull();
        }
    }

    @Test
    void startsLeanOnLambdaInMillracesOwnApplication() {
        SpringApplication own = new SpringApplication(MillraceApplication.class);

        try (ConfigurableApplicationContext context = start(own, "", AS_THE_INVOKER)) {
            assertThat(context.getBeanProvider(AsyncTaskExecutor.class).getIfAvailable())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.address",
                "server.shutdown",
                "server.tomcat.max-swallow-size",
                "spring.mvc.problemdetails.enabled",
                "spring.main.banner-mode",
            })
    void setsNothingOfTheApplicationsServer(String key) {
        try (ConfigurableApplicationContext context = start(application(), ONE_TABLE)) {
            assertThat(context.getEnvironment().getProperty(key)).isNull();
        }
    }

    @Test
    void makesItsFunctionTheDefaultOnlyWhereThereAreTables() {
        try (ConfigurableApplicationContext context = start(application(), "other: true")) {
            assertThat(context.getEnvironment().containsProperty("spring.cloud.function.definition"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server.address,                    127.0.0.1",
        "spring.cloud.function.definition,  millrace",
        "spring.main.banner-mode,           off",
        "spring.mvc.problemdetails.enabled, true",
        "server.tomcat.max-swallow-size,    64MB",
        "millrace.http.path,                /",
        "millrace.http.guard,               true",
    })
    void setsThemInMillracesOwnApplication(String key, String value) {
        SpringApplication own = new SpringApplication(MillraceApplication.class);
        own.setWebApplicationType(WebApplicationType.NONE);

        try (ConfigurableApplicationContext context = start(own, "")) {
            assertThat(context.getEnvironment().getProperty(key)).isEqualTo(value);
        }
    }

    private ConfigurableApplicationContext start(SpringApplication application, String text, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--spring.config.location=file:" + configuration(directory, text);
        application.setRegisterShutdownHook(false);
        return application.run(all);
    }
}
