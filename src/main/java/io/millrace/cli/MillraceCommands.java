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

    /** Whether the arguments name a command. If not, the application starts. */
    public static boolean isCommand(String... args) {
        return args.length > 0 && (!args[0].startsWith("-") || args[0].matches("-h|--help|-V|--version"));
    }

    /**
     * Runs a command.
     *
     * @param application the application's class, whose configuration and handlers the command uses
     * @return the exit code: 0 when everything is done, 1 when something failed or is left to do, 2 when the arguments are wrong
     */
    public static int run(Class<?> application, String... args) {
        return commandLine(application).execute(args);
    }

    static CommandLine commandLine(Class<?> application) {
        return new CommandLine(new Millrace())
                .addSubcommand(new RoutesCommand(application))
                .addSubcommand(new ExplainCommand(application))
                .addSubcommand(new TemplateCommand(application))
                .addSubcommand(new RedriveCommand(application))
                .setUnmatchedArgumentsAllowed(true) // ApplicationStart takes properties from them
                .addSubcommand(new LoadCommand(Time.SYSTEM))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(message(exception)));
                    return 1;
                });
    }

    /** The message of the most specific cause: Spring wraps the reason why the application can't start. */
    private static String message(Exception exception) {
        Throwable cause =
                exception instanceof BeansException ? NestedExceptionUtils.getMostSpecificCause(exception) : exception;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
