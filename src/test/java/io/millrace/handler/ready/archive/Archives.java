package io.millrace.handler.ready.archive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.History;
import io.millrace.testkit.Records;
import io.millrace.time.Time;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Handlers of the type {@code archive}. */
final class Archives {

    private Archives() {}

    /** A handler with all attributes but these. */
    static BatchHandler handler(URI endpoint, String bucket, String... exclude) {
        ArchiveType type = new ArchiveType(new AwsClients(List::of), new Time(InstantSource.system(), wait -> {}));
        return (BatchHandler) type.handler(
                "audit",
                new ArchiveType.Settings(
                        bucket, "changes/", null, List.of(exclude), "eu-central-1", endpoint.toString()));
    }

    static List<Change<Item>> changes(List<DynamodbStreamRecord> records) {
        return records.stream().map(record -> Change.of(record, History.TABLE)).toList();
    }

    /** As many changes of ten items, one each step. */
    static List<Change<Item>> changes(int number, Duration step) {
        return changes(History.random(1, number, 10, step));
    }

    /** Changes as {@link Records#batch} writes them. */
    static List<Change<Item>> changes(String... records) {
        return Records.batch(records).stream()
                .map(record -> Change.of(record, Records.TABLE))
                .toList();
    }
}
