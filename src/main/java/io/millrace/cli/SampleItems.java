package io.millrace.cli;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.SdkAttributeValues;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.StreamArn;
import io.millrace.event.EventReader;
import io.millrace.event.InvalidEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Copies of an item, each with its own key. */
final class SampleItems {

    private static final Path EVENTS = Path.of("events");

    private final Map<String, AttributeValue> like;
    private final String lastKey;

    private SampleItems(Map<String, AttributeValue> like, String lastKey) {
        this.like = like;
        this.lastKey = lastKey;
    }

    /**
     * Sample items for a table.
     *
     * @param name the table's name in events
     * @param file an event whose first new image the items copy; {@code null} for the first file of {@code events/} that has
     *     one of the table. If no file has one, the items consist of keys
     * @throws IllegalArgumentException if the file can't be read, or has no item with the table's keys
     */
    static SampleItems of(TableDescription table, String name, @Nullable Path file) {
        List<String> keys =
                table.keySchema().stream().map(key -> key.attributeName()).toList();
        Map<String, AttributeValue> like = file == null
                ? inEvents(name).orElseGet(() -> keysOf(table))
                : image(file, null)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--like: '%s' has no record with a new image.".formatted(file)));
        if (!like.keySet().containsAll(keys)) {
            throw new IllegalArgumentException(
                    "The sample item has %s, but not the keys of table '%s', %s. Name another event with --like."
                            .formatted(like.keySet(), table.tableName(), keys));
        }
        return new SampleItems(like, keys.get(keys.size() - 1));
    }

    /** Whether a file of {@code events/} has an item of this table. */
    static boolean areInEvents(String table) {
        return inEvents(table).isPresent();
    }

    private static Optional<Map<String, AttributeValue>> inEvents(String table) {
        if (!Files.isDirectory(EVENTS)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(file -> imageIfEvent(file, table).stream())
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalArgumentException("'%s' can't be read: %s".formatted(EVENTS, e), e);
        }
    }

    /** Other files in the directory are skipped. */
    private static Optional<Map<String, AttributeValue>> imageIfEvent(Path file, String table) {
        try {
            return image(file, table);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, AttributeValue>> image(Path file, @Nullable String table) {
        try {
            return new EventReader()
                    .read(Files.readAllBytes(file)).getRecords().stream()
                            .filter(record -> table == null || table.equals(table(record)))
                            .flatMap(record -> Change.of(record, "").findNewItem().stream())
                            .findFirst()
                            .map(SampleItems::attributes);
        } catch (IOException | InvalidEventException | MalformedRecordException e) {
            throw new IllegalArgumentException("'%s' can't be read as an event: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static @Nullable String table(DynamodbStreamRecord record) {
        try {
            return record.getEventSourceARN() == null
                    ? null
                    : StreamArn.of(record.getEventSourceARN()).table();
        } catch (MalformedRecordException e) {
            return null;
        }
    }

    private static Map<String, AttributeValue> attributes(Item item) {
        return SdkAttributeValues.of(item);
    }

    private static Map<String, AttributeValue> keysOf(TableDescription table) {
        Map<String, AttributeValue> keys = new LinkedHashMap<>();
        table.attributeDefinitions().stream()
                .filter(attribute -> table.keySchema().stream()
                        .anyMatch(key -> key.attributeName().equals(attribute.attributeName())))
                .forEach(attribute -> keys.put(attribute.attributeName(), first(attribute.attributeType())));
        return keys;
    }

    private static AttributeValue first(ScalarAttributeType type) {
        return switch (type) {
            case N -> AttributeValue.fromN("0");
            case B -> AttributeValue.fromB(SdkBytes.fromUtf8String("item"));
            default -> AttributeValue.fromS("item");
        };
    }

    /**
     * Items with consecutive numbers.
     *
     * @param first the first number
     * @param size how many items
     */
    List<Map<String, AttributeValue>> items(int first, int size) {
        return IntStream.range(first, first + size).mapToObj(this::item).toList();
    }

    private Map<String, AttributeValue> item(int number) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(like);
        item.compute(lastKey, (name, key) -> numbered(key, number));
        return item;
    }

    private static AttributeValue numbered(@Nullable AttributeValue key, int number) {
        if (key != null && key.b() != null) {
            return AttributeValue.fromB(SdkBytes.fromUtf8String(key.b().asUtf8String() + "-" + number));
        }
        return key == null || key.n() != null
                ? AttributeValue.fromN("" + number)
                : AttributeValue.fromS(key.s() + "-" + number);
    }
}
