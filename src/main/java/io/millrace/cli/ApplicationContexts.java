package io.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application for a command, which closes it: without a server, and quiet but for warnings. */
final class ApplicationContexts {

    /** What handlers do wrong is told by the command itself. */
    private static final List<String> QUIET =
            List.of("--logging.level.root=warn", "--logging.level.io.millrace.dispatch=off");

    private final Class<?> application;

    ApplicationContexts(Class<?> application) {
        this.application = application;
    }

    /**
     * Starts it.
     *
     * @param properties as on the command line, such as {@code --spring.config.location=…}; stronger than ours
     */
    ConfigurableApplicationContext start(List<String> properties) {
        List<String> all = new ArrayList<>(QUIET);
        all.addAll(properties);
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(all.toArray(String[]::new));
    }
}
