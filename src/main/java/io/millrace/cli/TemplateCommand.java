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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the deployment that follows from the configuration. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the deployment that follows from the configuration: functions, event source mappings with filters "
                    + "derived from the routes, and permissions.",
            ""
        })
final class TemplateCommand implements Callable<Integer> {

    @Mixin
    private final ApplicationStart application;

    @Option(names = "--terraform", description = "Terraform's JSON syntax instead of AWS SAM.")
    private boolean terraform;

    @Option(
            names = "--output",
            paramLabel = "<file>",
            description = "The file; template.yaml by default, millrace.tf.json for Terraform, - for the console.")
    private @Nullable String output;

    @Option(names = "--one-function", description = "Create one function for all tables, instead of one for each.")
    private boolean oneFunction;

    @Option(
            names = "--create-tables",
            description = "Create the tables with their streams too. Otherwise the streams' ARNs are parameters.")
    private boolean createTables;

    @Option(
            names = "--kms-key",
            paramLabel = "<ARN>",
            description =
                    "A key of your own that encrypts tables, queues, topics or buckets; may be given several times.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--runtime", description = "Runtime of a function: java25 by default, java21 or java17.")
    private String runtime = "java25";

    @Option(names = "--memory", paramLabel = "<MB>", description = "Memory of a function; 1024 by default.")
    private int memory = 1024;

    @Option(names = "--timeout", paramLabel = "<seconds>", description = "Timeout of an invocation; 60 by default.")
    private int timeout = 60;

    @Option(
            names = "--filters",
            paramLabel = "<number>",
            description = "The maximum number of filters of a mapping: 5 by default, up to 10 if AWS has granted that.")
    private int filters = Criteria.USUAL;

    @Option(names = "--zip", paramLabel = "<file>", description = "The Lambda package.")
    private String zip = "target/millrace-%s-lambda.zip".formatted(VersionOfJar.version());

    @Option(
            names = "--set",
            paramLabel = "<name>=<value>",
            description =
                    "The value of $${<name>} in the configuration; required once for each variable that is not set here.")
    private Map<String, String> variables = new LinkedHashMap<>();

    TemplateCommand(Class<?> application) {
        this.application = new ApplicationStart(application);
    }

    @Override
    public Integer call() {
        check();
        try (ConfigurableApplicationContext context = application.start(properties())) {
            Deployment deployment = context.getBean(Deployment.class).noting(longRetries(context));
            TemplateFormat.Options options =
                    new TemplateFormat.Options(zip, runtime, memory, timeout, oneFunction, createTables, keys, filters);
            write(format().write(deployment, options));
            print(deployment.needs().notes());
            return 0;
        }
    }

    /** The variables as properties, which override the process's environment, and the property by which the application sees Lambda. */
    private List<String> properties() {
        List<String> properties = new ArrayList<>();
        properties.add("--%s=millrace".formatted(Lambda.FUNCTION_NAME));
        variables.forEach((name, value) -> properties.add("--%s=%s".formatted(name, value)));
        return properties;
    }

    /** Notes on retries that take longer than an invocation less its margin. */
    private List<String> longRetries(ConfigurableApplicationContext context) {
        Duration whole = Duration.ofSeconds(timeout);
        Duration set = context.getEnvironment().getProperty("millrace.deadline-margin", Duration.class);
        Duration margin = Deadlines.margin(whole, set);
        return context.getBean(TableFunctions.class).all().stream()
                .flatMap(table -> table.longRetries(whole.minus(margin), "an invocation").stream())
                .toList();
    }

    private void print(List<String> notes) {
        if (!"-".equals(output)) {
            notes.forEach(note -> application.print("%s.%n".formatted(note)));
        }
    }

    private void check() {
        for (String key : keys) {
            check(
                    key.matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/\\S+"),
                    "--kms-key: '%s' is not the ARN of a key, as arn:aws:kms:eu-central-1:123456789012:key/1a2b.",
                    key);
        }
        check(
                !variables.containsKey(""),
                "--set: '=%s' names no variable, as SENDER=me@example.com does.",
                variables.get(""));
        check(runtime.matches("java(17|21|25)"), "--runtime: '%s' is none of java17, java21 and java25.", runtime);
        check(
                filters >= 1 && filters <= 2 * Criteria.USUAL,
                "--filters: %d is not within Lambda's limits, 1 to 10.",
                filters);
        check(
                timeout >= 1 && timeout <= 900,
                "--timeout: %d is not within Lambda's limits, 1 to 900 seconds.",
                timeout);
        check(
                memory >= 128 && memory <= 10_240,
                "--memory: %d is not within Lambda's limits, 128 to 10240 MB.",
                memory);
    }

    private void check(boolean right, String problem, @Nullable Object value) {
        if (!right) {
            throw application.wrong(problem.formatted(value));
        }
    }

    private void write(String template) {
        if ("-".equals(output)) {
            application.print(template);
            return;
        }
        Path file = Path.of(output == null ? format().file() : output);
        try {
            Files.writeString(file, template);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' can't be written".formatted(file), e);
        }
        application.print("Wrote %s%n".formatted(file));
    }

    private TemplateFormat format() {
        return terraform ? TemplateFormat.TERRAFORM : TemplateFormat.SAM;
    }
}
