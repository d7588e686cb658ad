package io.millrace.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.aws.AwsClients;
import io.millrace.deadletter.DeadLetterSource;
import io.millrace.deadletter.DeadLetters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** One entry with which nothing can be done, between two others. */
class RedriveLeftTests {

    private static final String FORTY_ONE = "1".repeat(41);
    private static final String UNKNOWN = "table 'elsewhere' is not under millrace.tables. Known tables: [things]";

    private static final String NEITHER =
            "it is neither a dead letter, which is an object with a number 'schemaVersion', nor what Lambda sends to an on-failure destination, which is an object with 'DDBStreamBatchInfo'";
    private static final String OTHER_TABLE =
            "it is an entry of table 'things', but has a record whose eventSourceARN names table 'others'. All its records have to be of its table";

    private static final List<Arguments> DAMAGED = List.of(
            arguments(
                    letter().replace("\"102\"", "\"abc\""),
                    "it has a record whose SequenceNumber is 'abc', which is not a number"),
            arguments(
                    letter().replace("\"102\"", "\"\""),
                    "it has a record whose SequenceNumber is '', which is not a number"),
            arguments(
                    letter().replace("\"102\"", "\"-1\""),
                    "it has a record whose SequenceNumber is '-1', which is not a number"),
            arguments(
                    letter().replace("\"102\"", "\"" + FORTY_ONE + "\""),
                    "it has a record whose SequenceNumber has 41 digits; the maximum is 40"),
            arguments(
                    letter().replace("\"SequenceNumber\": \"102\"", "\"SizeBytes\": 1"),
                    "it has a record without a SequenceNumber"),
            arguments(letter().replace("\"102\"", "null"), "it has a record without a SequenceNumber"),
            arguments("{", "it is not JSON"),
            arguments("", "it is empty. An entry is a JSON object"),
            arguments(" \n", "it is empty. An entry is a JSON object"),
            arguments("[]", NEITHER),
            arguments("7", NEITHER),
            arguments("null", NEITHER),
            arguments("{\"Records\": []}", NEITHER),
            arguments("{\"DDBStreamBatchInfo\": 7}", NEITHER),
            arguments(
                    letter().replace("\"schemaVersion\": 1", "\"schemaVersion\": \"1\""),
                    "It is not a dead letter: it has no number 'schemaVersion'."),
            arguments(letter() + letter(), "it is not JSON"),
            arguments(
                    letter().replace("\"eventID\"", "\"eventSourceARN\": \"%s\", \"eventID\"".formatted(arn("others"))),
                    OTHER_TABLE),
            arguments(batch("things", "102", "102").replace("{\"DDB", """
                                    {"payload": {"Records": [{"eventSourceARN": "%s", "eventName": "REMOVE",
                                     "dynamodb": {"Keys": {"id": {"S": "item"}}, "SequenceNumber": "102"}}]}, "DDB""".formatted(arn("others"))), OTHER_TABLE),
            arguments(
                    letter().replace("\"schemaVersion\": 1", "\"schemaVersion\": 2"),
                    "It is a dead letter of schema version 2; this version of Millrace reads version 1."),
            arguments(letter().replace("\"route\": \"mails\",", ""), "The dead letter has no text 'route'."),
            arguments(letter().replace("\"mails\"", "7"), "The dead letter has no text 'route'."),
            arguments(letter().replace("\"exception\"", "\"problem\""), "The dead letter has no text 'class'."),
            arguments(
                    letter().replace("2026-01-01T", "today "),
                    "The dead letter's 'firstFailure' is no time like 2026-01-01T00:00:00Z."),
            arguments(
                    letter().replaceAll("\"Records\": \\[.*]}", "\"Records\": []}"),
                    "The dead letter's 'event' has 0 records, not one."),
            arguments(letter().replace("\"things\"", "\"elsewhere\""), UNKNOWN),
            arguments(
                    letter().replace("\"mails\"", "\"gone\""),
                    "table 'things' has no route 'gone' with handler 'mail' any more"),
            arguments(batch("elsewhere", "102", "102"), UNKNOWN),
            arguments(batch("things", "abc", "102"), "SequenceNumber is 'abc', which is not a number"),
            arguments(
                    batch("things", "102", "102").replace("{\"DDB", "{\"payload\": {\"Records\": []}, \"DDB"),
                    "its batch has no records"),
            arguments(
                    batch("things", "102", "102").replace("shardId", "shard"),
                    "its DDBStreamBatchInfo has no 'shardId'"));

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void forget() {
        EffectsApplication.EFFECTS.clear();
        EffectsApplication.ENDED.clear();
    }

    @ParameterizedTest
    @FieldSource("DAMAGED")
    void leavesOneEntryWithTheReasonAndHandlesTheOthers(String entry, String reason) throws IOException {
        write("1.json", letter().replace("102", "101"));
        Path left = write("2.json", entry);
        write("3.json", letter().replace("102", "103"));

        assertThat(redrive()).isEqualTo(1);

        assertThat(out.toString().replace("\r\n", "\n"))
                .contains("left  %s  %s".formatted(left, reason))
                .endsWith("2 done, 1 failed, 0 held back behind a failure of their item\n");
        assertThat(EffectsApplication.EFFECTS).containsExactly("mail item 101", "mail item 103");
        assertThat(entries()).containsExactly(left);
    }

    @Test
    void leavesWhatIsNoFileOfText() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), letter().replace("102", "109"));
        Path noText = Files.write(directory.resolve("1.json"), "{\"ä\": 1}".getBytes(ISO_8859_1));
        Path link = Files.createSymbolicLink(directory.resolve("2.json"), elsewhere);
        Path nowhere = Files.createSymbolicLink(directory.resolve("3.json"), directory.resolve("gone"));
        Path folder = Files.createDirectory(directory.resolve("4.json"));
        Path inside = write("4.json/1.json", letter());

        assertThat(redrive()).isEqualTo(1);

        String file = "It is %s. An entry is a file of its own.";
        assertThat(out.toString().replace("\r\n", "\n"))
                .contains(left(noText, "It has bytes that are no UTF-8. An entry is JSON in UTF-8."))
                .contains(left(link, file.formatted("a symbolic link")))
                .contains(left(nowhere, file.formatted("a symbolic link")))
                .contains(left(folder, file.formatted("a directory")))
                .endsWith("1 done, 4 failed, 0 held back behind a failure of their item\n");
        assertThat(EffectsApplication.EFFECTS).containsExactly("mail item 102");
        assertThat(inside).doesNotExist();
        assertThat(elsewhere).exists();
    }

    @Test
    void handlesWhatIsInADirectoryThatALinkLeadsTo() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        write("real/1.json", letter());
        directory = Files.createSymbolicLink(directory.resolve("link"), real);

        assertThat(redrive()).as(out::toString).isZero();

        assertThat(EffectsApplication.EFFECTS).containsExactly("mail item 102");
        assertThat(entries()).isEmpty();
    }

    @Test
    void tellsListenersWhatItHandles() throws IOException {
        write("1.json", letter());

        assertThat(redrive()).as(out::toString).isZero();

        assertThat(EffectsApplication.ENDED).containsExactly("things {mails={mail=1}}");
    }

    private static String left(Path place, String reason) {
        return "left  %s  %s\n".formatted(place, reason);
    }

    /** Of another table, it is not even asked for. */
    @Test
    void passesOverWhatIsNotSelected() throws IOException {
        write("1.json", batch("elsewhere", "102", "102"));
        write("2.json", letter());

        assertThat(redrive("--table", "things")).as(out::toString).isZero();

        assertThat(EffectsApplication.EFFECTS).containsExactly("mail item 102");
    }

    @Test
    void endsAtOnceWhereAnotherRedriveIsAtWork() throws Exception {
        Path entry = write("1.json", letter());
        try (DeadLetterSource other =
                new DeadLetters(new AwsClients(List::of), wait -> {}).source("other", "file:" + directory)) {
            other.keepOthersOut();

            assertThat(redrive()).isEqualTo(1);
        }

        assertThat(out.toString())
                .isEqualTo("Another redrive handles the dead letters in '%s'. Wait until it has ended.%n"
                        .formatted(directory.toRealPath()));
        assertThat(EffectsApplication.EFFECTS).isEmpty();
        assertThat(entries()).containsExactly(entry);
        assertThat(redrive()).isZero();
    }

    private Path write(String name, String entry) throws IOException {
        return Files.writeString(directory.resolve(name), entry, UTF_8);
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private int redrive(String... options) throws IOException {
        Path file = Files.writeString(
                directory.resolve("application.yml"), EffectsApplication.CONFIGURATION.formatted("stop"));
        List<String> args = new ArrayList<>(List.of("redrive", "--from", "file:" + directory));
        args.addAll(List.of(options));
        args.add("--spring.config.location=file:" + file);
        return MillraceCommands.commandLine(EffectsApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args.toArray(String[]::new));
    }

    private static String letter() {
        return """
                {"schemaVersion": 1, "table": "things", "route": "mails", "handler": "mail", "attempts": 1,
                 "firstFailure": "2026-01-01T00:00:00Z", "lastFailure": "2026-01-01T00:00:00Z",
                 "exception": {"class": "java.lang.IllegalStateException", "message": "", "stackTrace": ""},
                 "event": {"Records": [{"eventID": "e", "eventName": "INSERT", "eventSource": "aws:dynamodb",
                   "dynamodb": {"Keys": {"id": {"S": "item"}}, "NewImage": {"id": {"S": "item"}},
                   "SequenceNumber": "102"}}]}}""".replace("\n", "");
    }

    private static String arn(String table) {
        return "arn:aws:dynamodb:us-east-1:123456789012:table/%s/stream/2026-01-01T00:00:00.000".formatted(table);
    }

    private static String batch(String table, String first, String last) {
        return """
                {"DDBStreamBatchInfo": {"shardId": "shardId-1", "startSequenceNumber": "%s", "endSequenceNumber": "%s",
                  "streamArn": "arn:aws:dynamodb:us-east-1:123456789012:table/%s/stream/2026-01-01T00:00:00.000"}}""".formatted(first, last, table);
    }
}
