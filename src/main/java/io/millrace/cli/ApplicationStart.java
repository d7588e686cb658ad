package io.millrace.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The part of a command that starts the application: without a server, quiet except for warnings, and with properties. */
@Command
final class ApplicationStart {

    /** Repeats what {@link StartReport} gets. */
    private static final String REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    /** The command itself reports failures of handlers, and why the application can't start. */
    private static final List<String> QUIET = List.of(
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            "--logging.level.io.millrace.dispatch=off",
            "--logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext=error",
            "--logging.level.%s=off".formatted(REPORTER));

    private static final String PROPERTY = "--[\\w-]+(\\.[\\w\\[\\]-]+)+=.*";

    private final Class<?> application;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    ApplicationStart(Class<?> application) {
        this.application = application;
    }

    /**
     * Starts the application. The caller closes it.
     *
     * @param more properties besides those of the command line, such as {@code --a.b=c}
     * @throws UnmatchedArgumentException if an unknown option of the command is no property
     * @throws FailedStartException if Spring Boot knows why the application can't start
     */
    ConfigurableApplicationContext start(List<String> more) {
        List<String> properties = command.commandLine().getUnmatchedArguments();
        List<String> unknown =
                properties.stream().filter(other -> !other.matches(PROPERTY)).toList();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(command.commandLine(), unknown);
        }
        return start(
                application, Stream.concat(properties.stream(), more.stream()).toList());
    }

    static ConfigurableApplicationContext start(Class<?> application, List<String> properties) {
        List<String> arguments = new ArrayList<>(QUIET);
        arguments.addAll(properties);
        SpringApplicationBuilder builder = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false);
        LoggingSystem logging = LoggingSystem.get(ApplicationStart.class.getClassLoader());
        logging.setLogLevel(REPORTER, LogLevel.OFF); // a broken file is found before properties have an effect
        try {
            return StartReport.watched(() -> builder.run(arguments.toArray(String[]::new)));
        } finally {
            logging.setLogLevel(REPORTER, null);
        }
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Prints what a command has found. */
    void print(String text) {
        out().print(text);
        out().flush();
    }

    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
