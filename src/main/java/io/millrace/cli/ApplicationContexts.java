package io.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application for a command, which closes it: without a server, and quiet but for warnings. */
final class ApplicationContexts {

    /** It repeats what {@link StartReport} hands over. */
    private static final String REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    /** What handlers do wrong, and what keeps the application from starting, is told by the command itself. */
    private static final List<String> QUIET = List.of(
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            "--logging.level.io.millrace.dispatch=off",
            "--logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext=error",
            "--logging.level.%s=off".formatted(REPORTER));

    private final Class<?> application;

    ApplicationContexts(Class<?> application) {
        this.application = application;
    }

    /**
     * Starts it.
     *
     * @param properties as on the command line, such as {@code --spring.config.location=…}; stronger than ours
     * @throws FailedStartException if Spring Boot knows why it can't start
     */
    ConfigurableApplicationContext start(List<String> properties) {
        List<String> all = new ArrayList<>(QUIET);
        all.addAll(properties);
        SpringApplicationBuilder builder = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false);
        LoggingSystem logging = LoggingSystem.get(ApplicationContexts.class.getClassLoader());
        logging.setLogLevel(REPORTER, LogLevel.OFF); // a file that is broken is found before properties count
        try {
            return StartReport.watched(() -> builder.run(all.toArray(String[]::new)));
        } finally {
            logging.setLogLevel(REPORTER, null);
        }
    }
}
