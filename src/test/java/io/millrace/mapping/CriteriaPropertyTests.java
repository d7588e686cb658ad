package io.millrace.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.event.EventReader;
import io.millrace.event.EventWriter;
import io.millrace.expression.When;
import io.millrace.routing.Changed;
import io.millrace.routing.Condition;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.routing.filter.FilterPattern;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import io.millrace.table.KeySchema.Type;
import io.millrace.testkit.Attributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Machine;

/** What some route wants passes the criteria, judged by EventBridge's own matcher on the record's JSON. */
class CriteriaPropertyTests {

    private static final int RECORDS = Integer.getInteger("criteria.records", 100_000);
    private static final int RECORDS_A_TABLE = 100;
    private static final List<String> WORDS =
            List.of("a", "ab", "7", "7.0", "PET#1", "PET#22", "USER#1", "AQI=", "AQE");

    private final Random random = new Random(815);
    private int wanted;
    private int dropped;

    @Test
    void letsPassWhatSomeRouteWants() throws Exception {
        for (int i = 0; i < RECORDS; i += RECORDS_A_TABLE) {
            Type partition = any(Type.values());
            Type sort = any(Type.values());
            List<Route<String>> routes = IntStream.rangeClosed(0, random.nextInt(12))
                    .mapToObj(this::route)
                    .toList();
            KeySchema keys = new KeySchema(
                    new Key("PK", random.nextBoolean() ? partition : null),
                    new Key("SK", random.nextBoolean() ? sort : null));
            Criteria criteria = Criteria.of(routes, keys, RouteTable.Unmatched.IGNORE, Criteria.USUAL);
            assertThat(criteria.patterns())
                    .hasSizeLessThanOrEqualTo(Criteria.USUAL)
                    .allMatch(json -> json.length() <= 4_096);
            // Whatever the configuration says of the types: it may be wrong.
            boolean wrong = random.nextInt(4) == 0;
            check(
                    new RouteTable<>(KeySchema.named("PK", "SK"), routes),
                    criteria,
                    wrong ? any(Type.values()) : partition,
                    wrong ? any(Type.values()) : sort);
        }
        assertThat(wanted).as("wanted").isGreaterThan(RECORDS / 20);
        assertThat(dropped).as("dropped").isGreaterThan(RECORDS / 20);
    }

    private void check(RouteTable<String> table, Criteria criteria, Type partition, Type sort) throws Exception {
        Machine machine = new Machine();
        for (String pattern : criteria.patterns()) {
            machine.addRule(pattern, pattern);
        }
        for (int i = 0; i < RECORDS_A_TABLE; i++) {
            DynamodbStreamRecord record = record(partition, sort);
            boolean passes = criteria.patterns().isEmpty()
                    || !machine.rulesForJSONEvent(json(record)).isEmpty();
            if (isWanted(table, Change.of(record, "things"))) {
                wanted++;
                assertThat(passes)
                        .as("%s%n%s%n%s", table.routes(), criteria, json(record))
                        .isTrue();
            }
            dropped += passes ? 0 : 1;
        }
    }

    /** A record on which a condition fails passes as well. */
    private static boolean isWanted(RouteTable<String> table, Change<Item> change) {
        return table.match(change).stream().anyMatch(route -> {
            try {
                return route.wants(change);
            } catch (RuntimeException e) {
                return true;
            }
        });
    }

    private Route<String> route(int number) {
        Set<EventName> events = random.nextInt(3) == 0
                ? EnumSet.allOf(EventName.class)
                : EnumSet.of(any(EventName.values()), any(EventName.values()));
        List<Condition> conditions = new ArrayList<>();
        if (random.nextInt(6) == 0) {
            conditions.add(any(RemovedBy.values()));
        }
        if (random.nextInt(2) == 0) {
            conditions.add(FilterPattern.parse(filter().replace('\'', '"')));
        }
        if (random.nextInt(6) == 0) {
            conditions.add(new Changed(List.of("p")));
        }
        if (random.nextInt(6) == 0) {
            conditions.add(When.parse("new.p == 'a'"));
        }
        return new Route<>("r" + number, events, patterns(), patterns(), conditions, "h");
    }

    private List<KeyPattern> patterns() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> any(WORDS))
                .map(word -> KeyPattern.parse(random.nextBoolean() ? word : word.substring(0, 1) + "*"))
                .toList();
    }

    private String filter() {
        String leaf = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> alternative())
                .collect(Collectors.joining(", "));
        return switch (random.nextInt(6)) {
            case 0 -> "{'eventName': ['INSERT'], 'dynamodb': {'NewImage': {'p': {'S': [%s]}}}}".formatted(leaf);
            case 1 -> "{'dynamodb': {'SizeBytes': [{'numeric': ['>', %d]}]}}".formatted(random.nextInt(200));
            case 2 -> "{'dynamodb': {'Keys': {'PK': {'S': [%s]}}}}".formatted(leaf);
            case 3 -> "{'dynamodb': {'NewImage': {'l': {'L': {'S': [%s]}}}}}".formatted(leaf);
            case 4 ->
                "{'$or': [{'dynamodb': {'OldImage': {'p': {'S': [%s]}}}}, {'eventName': ['REMOVE']}]}".formatted(leaf);
            default -> "{'dynamodb': {'NewImage': {'n': {'N': [{'numeric': ['<', 5]}, 7]}}}}";
        };
    }

    private String alternative() {
        String word = any(WORDS);
        return switch (random.nextInt(8)) {
            case 0 -> "{'prefix': '%s'}".formatted(word);
            case 1 -> "{'anything-but': '%s'}".formatted(word);
            case 2 -> "{'anything-but': {'prefix': '%s'}}".formatted(word);
            case 3 -> "{'wildcard': '*%s'}".formatted(word);
            case 4 -> "{'exists': %s}".formatted(random.nextBoolean());
            case 5 -> "{'equals-ignore-case': '%s'}".formatted(word);
            default -> "'%s'".formatted(word);
        };
    }

    private DynamodbStreamRecord record(Type partition, Type sort) {
        String event = any(EventName.values()).name();
        String identity = event.equals("REMOVE") && random.nextBoolean()
                ? "'userIdentity': {'type': 'Service', 'principalId': 'dynamodb.amazonaws.com'},"
                : "";
        boolean keysOnly = random.nextInt(5) == 0;
        String images = keysOnly
                ? ""
                : (event.equals("REMOVE") ? "" : "'NewImage': %s,".formatted(image()))
                        + (event.equals("INSERT") ? "" : "'OldImage': %s,".formatted(image()));
        String json = """
                {'Records': [{'eventID': 'e', 'eventName': '%s', %s 'dynamodb': {%s
                  'SequenceNumber': '1', 'SizeBytes': %d}}]}""".formatted(event, identity, images, random.nextInt(200));
        DynamodbStreamRecord record = new EventReader()
                .read(json.replace('\'', '"').getBytes(UTF_8))
                .getRecords()
                .get(0);
        record.getDynamodb().setKeys(Map.of("PK", key(partition), "SK", key(sort)));
        return record;
    }

    private AttributeValue key(Type type) {
        return switch (type) {
            case S -> Attributes.s(any(WORDS));
            case N -> Attributes.n(any(List.of("7", "70", "-1.5")));
            case B -> Attributes.b(1, random.nextInt(3));
        };
    }

    private String image() {
        return "{'p': {'S': '%s'}, 'n': {'N': '%d'}, 'l': {'L': [{'S': '%s'}, {'N': '1'}]}}"
                .formatted(any(WORDS), random.nextInt(10), any(WORDS));
    }

    private static String json(DynamodbStreamRecord record) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        String json = new String(EventWriter.write(event), UTF_8);
        return json.substring("{\"Records\":[".length(), json.length() - "]}".length());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
