package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the routes of a table with every kind of condition make of records, on the command line. */
class ExplainCommandTests {

    private static final String CONFIGURATION = """
            millrace.tables.pettracker:
              name: PetTracker
              keys: { partition: PK, sort: SK }
              routes:
                only-inserts: { filter: '{"eventName": ["INSERT"]}', handler: petWelcome }
                pets: { filter: '{"dynamodb": {"Keys": {"SK": {"S": [{"prefix": "PET#"}]}}}}', handler: petWelcome }
                dogs: { filter: '{"dynamodb": {"NewImage": {"species": {"S": ["dog"]}}}}', handler: petWelcome }
                large: { filter: '{"dynamodb": {"SizeBytes": [{"numeric": [">=", 1000]}]}}', handler: petWelcome }
                heavier: { changed: [weight], when: "new.weight > 20", handler: petWelcome }
                users: { events: MODIFY, partition-key: ["ADMIN#*", "USER#*"], sort-key: "DOG", handler: petWelcome }
                gone: { events: REMOVE, removed-by: ttl, handler: petDeleted }
            """;

    private static final String EVENT = """
            {"Records": [{"eventID": "e", "eventName": "MODIFY", "eventSource": "aws:dynamodb",
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:1:table/%s/stream/1",
              "dynamodb": {"Keys": {"PK": {"S": "USER#7"}, "SK": {"S": "PET#1"}}, "SequenceNumber": "111", "SizeBytes": 99,
                "NewImage": {"weight": {"N": "21"}, "species": {"S": "cat"}}, "OldImage": {"weight": {"N": "20"}}}}]}""";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void quotesPatternsThatCouldBeTakenForOthers() throws IOException {
        assertThat(run(
                        "explain",
                        event("PetTracker"),
                        "--millrace.tables.pettracker.routes.odd.partition-key[0]=a or b",
                        "--millrace.tables.pettracker.routes.odd.partition-key[1]= *",
                        "--millrace.tables.pettracker.routes.odd.handler=petWelcome"))
                .as(out::toString)
                .isZero();

        assertThat(out.toString()).contains("     NO partition-key: 'a or b' or ' *' (here: USER#7)\n");
    }

    @Test
    void tellsOfEachConditionWhatIsWantedAndWhatIsThere() throws IOException {
        assertThat(run("explain", event("PetTracker"))).isZero();

        assertThat(out.toString()).isEqualTo("""
                PetTracker MODIFY 111: runs petWelcome, petWelcome
                  only-inserts: does not match
                    yes events: INSERT or MODIFY or REMOVE (here: MODIFY)
                     NO filter: /eventName is ["INSERT"] (here: "MODIFY")
                  pets: matches
                    yes events: INSERT or MODIFY or REMOVE (here: MODIFY)
                    yes filter: {"dynamodb": {"Keys": {"SK": {"S": [{"prefix": "PET#"}]}}}}
                  dogs: does not match
                    yes events: INSERT or MODIFY or REMOVE (here: MODIFY)
                     NO filter: /dynamodb/NewImage/species/S is ["dog"] (here: "cat")
                  large: does not match
                    yes events: INSERT or MODIFY or REMOVE (here: MODIFY)
                     NO filter: /dynamodb/SizeBytes is [{"numeric":[">=",1000]}] (here: 99)
                  heavier: matches
                    yes events: INSERT or MODIFY or REMOVE (here: MODIFY)
                    yes changed: weight (here: weight: 20 -> 21)
                    yes when: new.weight > 20
                  users: does not match
                    yes events: MODIFY (here: MODIFY)
                    yes partition-key: ADMIN#* or USER#* (here: USER#7)
                     NO sort-key: DOG (here: PET#1)
                  gone: does not match
                     NO events: REMOVE (here: MODIFY)
                    yes removed-by: ttl (here: MODIFY)
                """);
    }

    @Test
    void printsTheSameAsJson() throws IOException {
        assertThat(run("explain", event("PetTracker"), "--format", "json")).isZero();

        JsonNode dogs = JsonMapper.shared()
                .readTree(out.toString())
                .path(0)
                .path("routes")
                .path(2);
        assertThat(dogs.path("route").asString()).isEqualTo("dogs");
        assertThat(dogs.path("matches").asBoolean()).isFalse();
        assertThat(dogs.path("conditions").path(1).path("seen").asString()).isEqualTo("\"cat\"");
    }

    @Test
    void saysThatATableIsNotThere() throws IOException {
        assertThat(run("explain", event("Pets"))).isEqualTo(1);

        assertThat(out.toString())
                .isEqualTo("Pets MODIFY 111: the table is not under millrace.tables. Known tables: [PetTracker]\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysWhyTheRoutesCannotBeAskedAboutARecord(String name, String part, String other, String line)
            throws IOException {
        String event = EVENT.formatted("PetTracker");
        assertThat(event).contains(part);
        Path file = Files.writeString(directory.resolve("event.json"), event.replace(part, other));

        assertThat(run("explain", file.toString())).isEqualTo(1);
        assertThat(out.toString()).isEqualTo(line + "\n");
    }

    static Stream<Arguments> saysWhyTheRoutesCannotBeAskedAboutARecord() {
        String keys = "\"Keys\": {\"PK\": {\"S\": \"USER#7\"}, \"SK\": {\"S\": \"PET#1\"}}, ";
        return Stream.of(
                arguments(
                        "no ARN",
                        "eventSourceARN",
                        "arn",
                        "MODIFY 111: it has no eventSourceARN, so its table is not known. Known tables: [PetTracker]"),
                arguments(
                        "another ARN",
                        "arn:aws:dynamodb:us-east-1:1:table/PetTracker/stream/1",
                        "arn:\\u001b[2J",
                        "MODIFY 111: eventSourceARN is 'arn:\\u001b[2J', which is not the ARN of a DynamoDB stream. It looks like "
                                + "'arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000'"),
                arguments("no keys", keys, "", "PetTracker MODIFY 111: it has no dynamodb.Keys"),
                arguments(
                        "keys of another table",
                        "\"PK\"",
                        "\"id\"",
                        "PetTracker MODIFY 111: its keys are [id, SK], but the partition key of its table is configured as 'PK'"),
                arguments(
                        "no event name",
                        "eventName",
                        "event",
                        "PetTracker (no eventName) 111: eventName is 'null', which is none of [INSERT, MODIFY, REMOVE]"),
                arguments(
                        "another event name",
                        "MODIFY",
                        "a\\nb",
                        "PetTracker a\\nb 111: eventName is 'a\\nb', which is none of [INSERT, MODIFY, REMOVE]"),
                arguments(
                        "no sequence number",
                        "SequenceNumber",
                        "Number",
                        "PetTracker MODIFY (no SequenceNumber): The record with eventID 'e' has no dynamodb.SequenceNumber, "
                                + "so a failure of it could not be reported. None of its batch is handled."),
                arguments(
                        "an unreadable image",
                        "\"21\"",
                        "21",
                        "PetTracker MODIFY 111: /dynamodb/NewImage/weight/N is not a string"));
    }

    @Test
    void printsValuesOfRecordsOnLinesOfTheirOwnAlone() throws IOException {
        String forged =
                EVENT.formatted("PetTracker").replace("cat", "c\\n  dogs: matches\\u001b[31m\\u009b1m\\u202e\\u2028");
        Path file = Files.writeString(directory.resolve("event.json"), forged);

        assertThat(run("explain", file.toString())).isZero();
        assertThat(out.toString())
                .contains("(here: \"c\\n  dogs: matches\\u001B[31m\\u009b1m\\u202e\\u2028\")")
                .doesNotContainPattern("[\\p{Cntrl}\\u202e\\u2028&&[^\\n]]");
        assertThat(out.toString().lines()).doesNotContain("  dogs: matches");

        out.getBuffer().setLength(0);
        assertThat(run("explain", file.toString(), "--format=json")).isZero();
        assertThat(out.toString()).doesNotContainPattern("[\\p{Cntrl}\\u202e\\u2028&&[^\\n]]");
    }

    @Test
    void printsTheRoutes() throws IOException {
        assertThat(run("routes")).isZero();
        assertThat(out.toString())
                .contains("  pettracker (table 'PetTracker')")
                .contains("heavier ")
                .contains("INSERT MODIFY REMOVE, changed weight, when new.weight > 20")
                .contains("->  petWelcome");
    }

    @Test
    void printsTheRoutesAsJson() throws IOException {
        assertThat(run("routes", "--format=json")).isZero();

        JsonNode users = JsonMapper.shared()
                .readTree(out.toString())
                .path(0)
                .path("routes")
                .path(5);
        assertThat(users.path("partitionKey").path(1).asString()).isEqualTo("USER#*");
        assertThat(users.path("events").path(0).asString()).isEqualTo("MODIFY");
    }

    private String event(String table) throws IOException {
        return Files.writeString(directory.resolve("event.json"), EVENT.formatted(table))
                .toString();
    }

    private int run(String... words) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), CONFIGURATION);
        List<String> args = new ArrayList<>(List.of(words));
        args.add("--spring.config.location=file:" + file);
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args.toArray(String[]::new));
    }
}
