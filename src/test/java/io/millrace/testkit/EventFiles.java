package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.event.EventReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Events in files beside tests. */
public final class EventFiles {

    private EventFiles() {}

    /** The records of a file beside a class. */
    public static List<DynamodbStreamRecord> records(Class<?> beside, String name) {
        try (InputStream file = Objects.requireNonNull(beside.getResourceAsStream(name))) {
            return new EventReader().read(file.readAllBytes()).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as changes of the table {@value Records#TABLE}. */
    public static List<Change<Item>> changes(Class<?> beside, String name) {
        return records(beside, name).stream()
                .map(record -> Change.of(record, Records.TABLE))
                .toList();
    }
}
