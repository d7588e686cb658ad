package io.millrace.cli;

import io.millrace.time.Time;
import org.springframework.beans.BeansException;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of an application: {@code java -jar …-exec.jar redrive --from …}. */
public final class MillraceCommands {

    private MillraceCommands() {}

    @Command(
            name = "millrace",
            mixinStandardHelpOptions = true,
            versionProvider = VersionOfJar.class,
            description = "DynamoDB Streams for Spring. Without a command, the application starts.")
    private static final class Millrace {}

    /** Whether the arguments ask for a command; if not, the application is to start. */
    public static boolean isCommand(String... args) {
        return args.length > 0 && (!args[0].startsWith("-") || args[0].matches("-h|--help|-V|--version"));
    }

    /**
     * Runs a command.
     *
     * @param application the application's class, whose configuration and handlers the command uses
     * @return the exit code: 0 when all is done, 1 when something is left to do or failed, 2 when the arguments are wrong
     */
    public static int run(Class<?> application, String... args) {
        return commandLine(application).execute(args);
    }

    static CommandLine commandLine(Class<?> application) {
        ApplicationContexts applications = new ApplicationContexts(application);
        return new CommandLine(new Millrace())
                .addSubcommand(new RoutesCommand(applications))
                .addSubcommand(new ExplainCommand(applications))
                .addSubcommand(new TemplateCommand(applications))
                .addSubcommand(new RedriveCommand(applications))
                .addSubcommand(new LoadCommand(Time.SYSTEM))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(message(exception)));
                    return 1;
                });
    }

    /** What has kept the application from starting is at the end of Spring's own words. */
    private static String message(Exception exception) {
        Throwable cause =
                exception instanceof BeansException ? NestedExceptionUtils.getMostSpecificCause(exception) : exception;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
