package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Tables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class LoadCommandIntegrationTests {

    private static final DynamoDbServer LOCAL = DynamoDbServer.start();
    private static final DynamoDbClient CLIENT = LOCAL.client();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void createTables() {
        Tables.create(CLIENT, "Products", "product_id", "category", ScalarAttributeType.S);
        Tables.create(CLIENT, "GameEvents", "playerId", "date", ScalarAttributeType.S);
        Tables.create(CLIENT, "counters", "name", "at", ScalarAttributeType.N);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        LOCAL.close();
    }

    @Test
    void putsItemsLikeTheOneInTheEvents() {
        assertThat(load("--table", "Products", "--items", "30")).isZero();

        List<Map<String, AttributeValue>> items = items("Products");
        assertThat(items).hasSize(30);
        assertThat(items).allMatch(item -> item.get("product_id").s().equals("123"));
        assertThat(items).anyMatch(item -> item.get("category").s().equals("Electronics-30"));
        assertThat(items).allMatch(item -> item.get("price").n().equals("999"));
        assertThat(out.toString()).startsWith("Put 30 items into table 'Products' in ");
        assertThat(err.toString())
                .contains("[#################################.......]  83 %  25 of 30")
                .contains("100 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Game Events", "GameEvents"})
    void takesATableByItsNameAndByItsLocalName(String name) {
        assertThat(load("--table", name, "--items", "2")).as(err::toString).isZero();

        assertThat(items("GameEvents")).hasSize(2).allMatch(item -> item.keySet()
                .containsAll(Set.of("playerId", "date", "score")));
    }

    @Test
    void putsNothingButKeysWithoutAnEvent() {
        assertThat(load("--table", "counters", "--items", "3", "--rate", "1000"))
                .isZero();

        assertThat(items("counters")).extracting(item -> item.get("at").n()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void saysWhatThereIsNot() {
        assertThat(load("--table", "nothere")).isEqualTo(2);
        assertThat(err.toString()).contains("--table: there is no table 'nothere' at " + LOCAL.endpoint());
    }

    @Test
    void refusesAnItemWithoutTheTablesKeys() {
        assertThat(load("--table", "counters", "--like", "events/products-insert.json"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("but not the keys of table 'counters', [name, at]. Name another event with --like.");
    }

    @Test
    void leavesDatabasesElsewhereAlone() {
        int code = run("load", "--table", "Products", "--endpoint", "https://dynamodb.eu-central-1.amazonaws.com");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("is not on this machine. This is for trying things, not for real tables.");
    }

    @Test
    void saysThatNoDatabaseAnswers() {
        int code = run("load", "--table", "Products", "--endpoint", "http://127.0.0.1:9");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("--endpoint: no database answers at http://127.0.0.1:9. 'mvn spring-boot:run' starts one.");
    }

    private int load(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "load";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--endpoint";
        all[args.length + 2] = LOCAL.endpoint().toString();
        return run(all);
    }

    private int run(String... args) {
        CommandLine commands = MillraceCommands.commandLine(EffectsApplication.class);
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(args);
    }

    private static List<Map<String, AttributeValue>> items(String table) {
        return CLIENT.scan(scan -> scan.tableName(table)).items();
    }
}
