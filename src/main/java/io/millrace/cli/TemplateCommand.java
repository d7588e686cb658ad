package io.millrace.cli;

import io.millrace.aws.Lambda;
import io.millrace.function.Deadlines;
import io.millrace.function.TableFunctions;
import io.millrace.mapping.Criteria;
import io.millrace.mapping.Deployment;
import io.millrace.template.TemplateFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Writes the deployment that follows from the configuration. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the deployment that follows from the configuration: functions, event source mappings with the "
                    + "filters that follow from the routes, and permissions.",
            ""
        })
final class TemplateCommand implements Callable<Integer> {

    private final ApplicationContexts applications;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--terraform", description = "Terraform's JSON syntax instead of AWS SAM.")
    private boolean terraform;

    @Option(
            names = "--output",
            paramLabel = "<file>",
            description = "The file; template.yaml by default, millrace.tf.json for Terraform, - for the console.")
    private @Nullable String output;

    @Option(names = "--one-function", description = "One function for all tables, and not one for each.")
    private boolean oneFunction;

    @Option(
            names = "--create-tables",
            description = "Create the tables with their streams too. Else the streams' ARNs are parameters.")
    private boolean createTables;

    @Option(
            names = "--kms-key",
            paramLabel = "<ARN>",
            description = "A key of your own that encrypts tables, queues, topics or buckets; may come several times.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--runtime", description = "java25 by default; java21 and java17 do as well.")
    private String runtime = "java25";

    @Option(names = "--memory", paramLabel = "<MB>", description = "Memory of a function; 1024 by default.")
    private int memory = 1024;

    @Option(names = "--timeout", paramLabel = "<seconds>", description = "Of an invocation; 60 by default.")
    private int timeout = 60;

    @Option(
            names = "--filters",
            paramLabel = "<number>",
            description = "Filters of a mapping at most: 5 by default, up to 10 when AWS has granted that.")
    private int filters = Criteria.USUAL;

    @Option(names = "--zip", paramLabel = "<file>", description = "The Lambda package.")
    private String zip = "target/millrace-%s-lambda.zip".formatted(VersionOfJar.version());

    @Option(
            names = "--set",
            paramLabel = "<name>=<value>",
            description =
                    "What the configuration's $${<name>} stands for; once for each variable that is not set here. Without it, nothing is written.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Unmatched
    private List<String> others = new ArrayList<>();

    TemplateCommand(ApplicationContexts applications) {
        this.applications = applications;
    }

    @Override
    public Integer call() {
        check();
        try (ConfigurableApplicationContext context = applications.start(properties())) {
            Deployment deployment = context.getBean(Deployment.class).noting(longRetries(context));
            TemplateFormat.Options options =
                    new TemplateFormat.Options(zip, runtime, memory, timeout, oneFunction, createTables, keys, filters);
            write(format().write(deployment, options));
            tell(deployment.needs().notes());
            return 0;
        }
    }

    /** Variables as properties, which no variable of the process's environment overrides; what is read is what Lambda reads. */
    private List<String> properties() {
        List<String> properties = new ArrayList<>(PropertyOptions.of(command, others));
        properties.add("--%s=millrace".formatted(Lambda.FUNCTION_NAME));
        variables.forEach((name, value) -> properties.add("--%s=%s".formatted(name, value)));
        return properties;
    }

    /** Of a retry that is longer than an invocation may take, less what Lambda is to have left of it. */
    private List<String> longRetries(ConfigurableApplicationContext context) {
        Duration whole = Duration.ofSeconds(timeout);
        Duration set = context.getEnvironment().getProperty("millrace.deadline-margin", Duration.class);
        Duration margin = Deadlines.margin(whole, set);
        return context.getBean(TableFunctions.class).all().stream()
                .flatMap(table -> table.longRetries(whole.minus(margin), "an invocation").stream())
                .toList();
    }

    private void tell(List<String> notes) {
        if (!"-".equals(output)) {
            notes.forEach(note -> command.commandLine().getOut().printf("%s.%n", note));
            command.commandLine().getOut().flush();
        }
    }

    private void check() {
        keys.stream()
                .filter(key -> !key.matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/\\S+"))
                .forEach(key -> {
                    throw wrong(
                            "--kms-key: '%s' is not the ARN of a key, as arn:aws:kms:eu-central-1:123456789012:key/1a2b."
                                    .formatted(key));
                });
        if (variables.containsKey("")) {
            throw wrong("--set: '=%s' names no variable, as SENDER=me@example.com does.".formatted(variables.get("")));
        }
        if (!runtime.matches("java(17|21|25)")) {
            throw wrong("--runtime: '%s' is none of java17, java21 and java25.".formatted(runtime));
        }
        if (filters < 1 || filters > 2 * Criteria.USUAL) {
            throw wrong("--filters: %d is not within Lambda's limits, 1 to 10.".formatted(filters));
        }
        if (timeout < 1 || timeout > 900) {
            throw wrong("--timeout: %d is not within Lambda's limits, 1 to 900 seconds.".formatted(timeout));
        }
        if (memory < 128 || memory > 10_240) {
            throw wrong("--memory: %d is not within Lambda's limits, 128 to 10240 MB.".formatted(memory));
        }
    }

    private void write(String template) {
        if ("-".equals(output)) {
            command.commandLine().getOut().print(template);
            command.commandLine().getOut().flush();
            return;
        }
        Path file = Path.of(output == null ? format().file() : output);
        try {
            Files.writeString(file, template);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' can't be written".formatted(file), e);
        }
        command.commandLine().getOut().println("Wrote " + file);
        command.commandLine().getOut().flush();
    }

    private TemplateFormat format() {
        return terraform ? TemplateFormat.TERRAFORM : TemplateFormat.SAM;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
