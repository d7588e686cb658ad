package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events that are mostly right: the example's, with some values, names or bytes changed. */
final class Mutations {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final String ALL_TYPES = """
            {"Records": [{"eventID": "e", "eventName": "REMOVE", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
              "awsRegion": "eu-central-1", "userIdentity": {"type": "Service", "principalId": "dynamodb.amazonaws.com"},
              "eventSourceARN": "arn:aws:dynamodb:eu-central-1:1:table/T/stream/2026-01-01T00:00:00.000",
              "dynamodb": {"ApproximateCreationDateTime": 1689335433.5, "Keys": {"id": {"S": "\\ud83d\\ude00é"}, "at": {"N": "-1.50E+3"}},
                "OldImage": {"b": {"B": "AQL/"}, "t": {"BOOL": true}, "n": {"NULL": true}, "m": {"M": {"a": {"L": [{"M": {}}, {"L": []}]}}},
                  "ss": {"SS": ["a", ""]}, "ns": {"NS": ["1", "2.50"]}, "bs": {"BS": ["AQ==", ""]}, "empty": {"S": ""}},
                "NewImage": {}, "SequenceNumber": "4421584500000000017450439091", "SizeBytes": 59,
                "StreamViewType": "NEW_AND_OLD_IMAGES"}}]}""";

    /** Values that stand where others belong. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "1e3",
            "1E400",
            "12345678901234567890123456789012345678901234567890",
            "1689335433123",
            "1689335433123456",
            "\"\"",
            "\"x\"",
            "\"1\"",
            "\"1.0\"",
            "\"1E+126\"",
            "\"abc\"",
            "\"AQ==\"",
            "\"AQ\"",
            "\"MODIFY\"",
            "\"aws:sqs\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"\\ud800\"",
            "\"\\uffff\\n\\u0000\"",
            "[]",
            "[[]]",
            "[null]",
            "[\"x\"]",
            "[{\"S\": \"x\"}]",
            "{}",
            "{\"S\": \"x\"}",
            "{\"N\": \"1\"}",
            "{\"N\": 1}",
            "{\"M\": {\"S\": {\"S\": \"x\"}}}",
            "{\"L\": [{\"NULL\": false}]}",
            "{\"B\": \"AQI\"}",
            "{\"SS\": []}",
            "{\"BOOL\": \"true\"}",
            "{\"S\": \"x\", \"N\": \"1\"}",
            "{\"S\": null}",
            "{\"x\": 1}",
            "{\"type\": 1}");

    private static final List<String> NAMES = List.of(
            "S",
            "N",
            "B",
            "BOOL",
            "NULL",
            "M",
            "L",
            "SS",
            "NS",
            "BS",
            "s",
            "Keys",
            "keys",
            "NewImage",
            "OldImage",
            "dynamodb",
            "Dynamodb",
            "SequenceNumber",
            "SizeBytes",
            "StreamViewType",
            "ApproximateCreationDateTime",
            "eventName",
            "eventID",
            "eventSource",
            "eventSourceARN",
            "userIdentity",
            "UserIdentity",
            "Type",
            "principalId",
            "Records",
            "records",
            "x",
            "");

    private final Random random;
    private final List<JsonNode> events;

    Mutations(long seed) {
        this.random = new Random(seed);
        try (Stream<Path> files = Files.list(Path.of("events"))) {
            this.events = new ArrayList<>(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> MAPPER.readTree(file.toFile()))
                    .toList());
            events.add(MAPPER.readTree(ALL_TYPES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] next() {
        ObjectNode event =
                (ObjectNode) events.get(random.nextInt(3) == 0 ? events.size() - 1 : random.nextInt(events.size()))
                        .deepCopy();
        if (random.nextInt(3) == 0 && event.path("Records").isArray()) {
            ((ArrayNode) event.path("Records"))
                    .add(one(events).path("Records").path(0).deepCopy());
        }
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            changeSomethingIn(event);
        }
        byte[] json = event.toString().getBytes(UTF_8);
        return random.nextInt(4) == 0 ? bytes(json) : json;
    }

    /** Changes something in it, wherever that is. */
    private void changeSomethingIn(JsonNode root) {
        JsonNode owner = root;
        for (JsonNode next = root; next.isContainer() && !next.isEmpty(); next = one(List.copyOf(next.values()))) {
            owner = next;
            if (random.nextInt(5) == 0) {
                break;
            }
        }
        if (owner instanceof ObjectNode object && !object.isEmpty()) {
            change(object);
        } else if (owner instanceof ArrayNode array && !array.isEmpty()) {
            change(array);
        }
    }

    private void change(ObjectNode object) {
        Map.Entry<String, JsonNode> field = one(List.copyOf(object.properties()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(field.getKey());
            case 1 -> {
                object.remove(field.getKey());
                object.set(one(NAMES), field.getValue());
            }
            case 2 -> object.set(one(NAMES), value());
            default -> object.set(field.getKey(), value());
        }
    }

    private void change(ArrayNode array) {
        int place = random.nextInt(array.size());
        switch (random.nextInt(3)) {
            case 0 -> array.remove(place);
            case 1 -> array.insert(place, value());
            default -> array.set(place, value());
        }
    }

    private JsonNode value() {
        return random.nextInt(50) == 0 ? deep() : MAPPER.readTree(one(VALUES));
    }

    private JsonNode deep() {
        int levels = 1 + random.nextInt(40);
        return MAPPER.readTree("{\"L\":[".repeat(levels) + "{\"M\":{}}" + "]}".repeat(levels));
    }

    private byte[] bytes(byte[] json) {
        int place = random.nextInt(json.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(json, place);
            case 1 ->
                joined(json, place, new byte[] {(byte) "{}[]\",:\\ 0a-\n\u0001é".charAt(random.nextInt(15))}, place);
            case 2 -> joined(json, place, new byte[0], Math.min(json.length, place + 1 + random.nextInt(8)));
            default -> {
                byte[] changed = json.clone();
                changed[place] = (byte) random.nextInt(256);
                yield changed;
            }
        };
    }

    private static byte[] joined(byte[] json, int end, byte[] between, int start) {
        byte[] joined = Arrays.copyOf(json, end + between.length + json.length - start);
        System.arraycopy(between, 0, joined, end, between.length);
        System.arraycopy(json, start, joined, end + between.length, json.length - start);
        return joined;
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
