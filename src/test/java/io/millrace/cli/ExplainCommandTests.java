package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertThat(run("explain", event("Pets"))).isZero();

        assertThat(out.toString())
                .isEqualTo("Pets MODIFY 111: the table is not under millrace.tables. Known tables: [PetTracker]\n");
    }

    @Test
    void refusesAFileThatIsNoEvent() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "{}");

        assertThat(run("explain", file.toString())).isEqualTo(2);
        assertThat(run("explain", "absent.json")).isEqualTo(2);

        assertThat(out.toString())
                .contains("other.json': This is not a DynamoDB stream event: it has no field 'Records'.")
                .contains("'absent.json' can't be read: java.nio.file.NoSuchFileException");
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
