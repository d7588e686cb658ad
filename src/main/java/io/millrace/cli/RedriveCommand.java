package io.millrace.cli;

import io.millrace.aws.AwsClientCustomizer;
import io.millrace.aws.AwsClients;
import io.millrace.deadletter.DeadLetterSource;
import io.millrace.deadletter.DeadLetters;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.redrive.Redrive;
import io.millrace.redrive.RedriveResult;
import io.millrace.redrive.ReplayReader;
import io.millrace.redrive.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Handles dead letters once more. */
@Command(
        name = RedriveCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Handles dead letters once more, each by the handler that it failed in, as the routes are now. The records "
                    + "of one item are handled in their order; an entry leaves its source once it is done.",
            "",
            "What Lambda sends to an on-failure destination can be handled again as well: the objects in S3, which "
                    + "hold the whole batch, and the notices in an SQS queue (by way of SNS or not), as long as the "
                    + "stream has the records.",
            "",
            "One redrive at a time works in a directory, and a queue hides what one has in hand. In S3 nothing keeps two "
                    + "apart: start one.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when all that was wanted is done, 1 when something is left or somebody else has it in hand, 2 when "
                    + "the arguments are wrong."
        })
final class RedriveCommand implements Callable<Integer> {

    static final String NAME = "redrive";

    private final ApplicationContexts applications;

    /** Known once the context has started, and thus before the first client is created. */
    private List<AwsClientCustomizer> customizers = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "<place>",
            description = "sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.")
    private String from = "";

    @Option(names = "--table", description = "Only entries of this table: its id, or its name in DynamoDB.")
    private @Nullable String table;

    @Option(names = "--route", description = "Only entries of this route.")
    private @Nullable String route;

    @Option(names = "--limit", description = "This many entries at most.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--dry-run", description = "Say what there is, and leave it as it is.")
    private boolean dryRun;

    @Unmatched
    private List<String> others = new ArrayList<>();

    RedriveCommand(ApplicationContexts applications) {
        this.applications = applications;
    }

    @Override
    public Integer call() {
        try (AwsClients clients = new AwsClients(() -> customizers);
                Stopping stopping = new Stopping(source(clients));
                ConfigurableApplicationContext context = applications.start(PropertyOptions.of(command, others))) {
            customizers = context.getBeanProvider(AwsClientCustomizer.class)
                    .orderedStream()
                    .toList();
            TableFunctions tables = context.getBean(TableFunctions.class);
            RedriveOutput output = new RedriveOutput(
                    command.commandLine().getOut(), command.commandLine().getErr());
            ReplayReader reader = new ReplayReader(new SdkStreamRanges(clients), tables);
            Redrive redrive = new Redrive(tables, reader, selection(tables), stopping::isAsked, output);
            RedriveResult result = dryRun ? redrive.lookAt(stopping.source()) : redrive.from(stopping.source());
            output.summary(result, dryRun);
            return result.complete() ? 0 : 1;
        }
    }

    private DeadLetterSource source(AwsClients clients) {
        try {
            return new DeadLetters(clients, wait -> {}).source(NAME, from);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Selection selection(TableFunctions tables) {
        return new Selection(table == null ? null : name(tables, table), route, limit);
    }

    private String name(TableFunctions tables, String table) {
        return tables.byId(table)
                .or(() -> tables.byTable(table))
                .map(TableFunction::table)
                .orElseThrow(() -> wrong("--table: there is no table '%s'. Known tables: %s, with the ids %s."
                        .formatted(table, tables.tables(), tables.ids())));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
