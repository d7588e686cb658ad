package io.millrace.cli;

import io.millrace.aws.AwsClientCustomizer;
import io.millrace.aws.AwsClients;
import io.millrace.deadletter.DeadLetterSource;
import io.millrace.deadletter.DeadLetters;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.redrive.Redrive;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Handles dead letters once more. */
@Command(
        name = RedriveCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Handles dead letters once more: each record by the handler in which it failed, with the current routes. The "
                    + "records of one item are handled in their order; a completed entry is removed from its source.",
            "",
            "What Lambda sends to an on-failure destination can be handled again as well: the objects in S3, which "
                    + "hold the whole batch, and the messages in an SQS queue (directly or through SNS), as long as the "
                    + "stream still has the records.",
            "",
            "A directory admits one redrive at a time, and a queue hides the entries that a redrive has received. In S3 "
                    + "nothing keeps two redrives apart: start one.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when all selected entries are done, 1 when some are left or in progress elsewhere, 2 when the "
                    + "arguments are wrong."
        })
final class RedriveCommand implements Callable<Integer> {

    static final String NAME = "redrive";

    @Mixin
    private final ApplicationStart application;

    /** Known once the context has started, and thus before the first client is created. */
    private List<AwsClientCustomizer> customizers = List.of();

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

    @Option(names = "--limit", description = "The maximum number of entries.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--dry-run", description = "Print the entries, and change nothing.")
    private boolean dryRun;

    RedriveCommand(Class<?> application) {
        this.application = new ApplicationStart(application);
    }

    @Override
    public Integer call() {
        try (AwsClients clients = new AwsClients(() -> customizers);
                Stopping stopping = new Stopping(source(clients));
                ConfigurableApplicationContext context = application.start(List.of())) {
            customizers = context.getBeanProvider(AwsClientCustomizer.class)
                    .orderedStream()
                    .toList();
            TableFunctions tables = context.getBean(TableFunctions.class);
            RedriveOutput output = new RedriveOutput(application.out(), application.err());
            Redrive redrive =
                    new Redrive(tables, new SdkStreamRanges(clients), selection(tables), stopping::isAsked, output);
            Redrive.Result result = dryRun ? redrive.lookAt(stopping.source()) : redrive.from(stopping.source());
            output.summary(result, dryRun);
            return result.complete() ? 0 : 1;
        }
    }

    private DeadLetterSource source(AwsClients clients) {
        try {
            return new DeadLetters(clients, wait -> {}).source(NAME, from);
        } catch (IllegalArgumentException e) {
            throw application.wrong(String.valueOf(e.getMessage()));
        }
    }

    private Redrive.Selection selection(TableFunctions tables) {
        return new Redrive.Selection(table == null ? null : name(tables, table), route, limit);
    }

    private String name(TableFunctions tables, String table) {
        return tables.byId(table)
                .or(() -> tables.byTable(table))
                .map(TableFunction::table)
                .orElseThrow(
                        () -> application.wrong("--table: there is no table '%s'. Known tables: %s, with the ids %s."
                                .formatted(table, tables.tables(), tables.ids())));
    }
}
