package io.millrace.cli;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Loopback;
import io.millrace.mapping.Deployment;
import io.millrace.time.Time;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts items into a table on this machine, to try the routes with many records. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Puts items into a table of the database that 'mvn spring-boot:run' has started. They look like the first "
                    + "item of that table in a file of events/, with a number appended to the last of its keys.",
            ""
        })
final class LoadCommand implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 25;
    private static final int CALLS_A_SECOND = 20;

    private final Time time;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--table", required = true, description = "The table's name in DynamoDB, or its local name.")
    private String table = "";

    @Option(names = "--items", description = "The number of items; ${DEFAULT-VALUE} by default.")
    private int items = 1_000;

    @Option(names = "--rate", description = "The maximum number of items per second; no limit by default.")
    private int rate = Integer.MAX_VALUE;

    @Option(
            names = "--endpoint",
            paramLabel = "<URL>",
            description = "The endpoint of the database, on this machine; ${DEFAULT-VALUE} by default.")
    private URI endpoint = URI.create("http://127.0.0.1:8000");

    @Option(
            names = "--like",
            paramLabel = "<event file>",
            description = "An event whose first new image the items copy; a file of events/ by default.")
    private @Nullable Path like;

    private int put;

    LoadCommand(Time time) {
        this.time = time;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        TableName name = name();
        try (AwsClients clients = new AwsClients(List::of)) {
            DynamoDbClient client = clients.client("load", new ClientSettings(null, endpoint), DynamoDbClient::builder)
                    .get();
            TableDescription description = client.describeTable(request -> request.tableName(name.local()))
                    .table();
            put(client, name.local(), SampleItems.of(description, name.inEvents(), like));
            return 0;
        } catch (ResourceNotFoundException e) {
            throw wrong("--table: there is no table '%s' at %s.".formatted(table, endpoint));
        } catch (SdkClientException e) {
            String where = put == 0 ? "" : "%n%d items were put. ".formatted(put);
            throw wrong("%s--endpoint: no database answers at %s. 'mvn spring-boot:run' starts one."
                    .formatted(where, endpoint));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The configuration is read only if it may have another name for the table. */
    private TableName name() {
        boolean plain = Deployment.Table.isName(table) && (like != null || SampleItems.areInEvents(table));
        return plain ? new TableName(table, table) : TableName.configured(table);
    }

    private void check() {
        if (!Loopback.is(endpoint.getHost())) {
            throw wrong("--endpoint: '%s' is not on this machine. This is for trying things, not for real tables."
                    .formatted(endpoint));
        }
        if (items < 1 || rate < 1) {
            throw wrong("--items and --rate are at least 1.");
        }
    }

    private void put(DynamoDbClient client, String name, SampleItems samples) throws InterruptedException {
        ProgressBar progress = new ProgressBar(command.commandLine().getErr(), items);
        Instant start = time.clock().instant();
        int atOnce = Math.max(1, Math.min(MOST_AT_ONCE, rate / CALLS_A_SECOND));
        while (put < items) {
            int next = Math.min(atOnce, items - put);
            write(client, name, samples.items(put + 1, next));
            put += next;
            progress.at(put, since(start));
            Duration early = Duration.ofNanos((long) (put * 1e9 / rate)).minus(since(start));
            if (early.toMillis() > 0) {
                time.sleeper().sleep(early);
            }
        }
        double seconds = Math.max(since(start).toMillis(), 1) / 1000.0;
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Put %d items into table '%s' in %.1f s, %.0f a second%n",
                items,
                table,
                seconds,
                items / seconds);
        out.flush();
    }

    private static void write(DynamoDbClient client, String name, List<Map<String, AttributeValue>> items) {
        List<WriteRequest> requests = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(request -> request.item(item))
                        .build())
                .toList();
        Map<String, List<WriteRequest>> left = Map.of(name, requests);
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> now = left;
            left = client.batchWriteItem(request -> request.requestItems(now)).unprocessedItems();
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, time.clock().instant());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
