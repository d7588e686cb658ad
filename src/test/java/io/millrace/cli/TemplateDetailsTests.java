package io.millrace.cli;

import static io.millrace.cli.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a deployment needs around its functions. */
class TemplateDetailsTests {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--filters=5, MillraceIdempotencyTable",
        "--terraform, millrace_idempotency",
    })
    void tellsOfAnIdThatIsTheNameOfTheTableForIdempotency(String option, String name) throws IOException {
        assertThat(run("""
                millrace.tables.millrace-idempotency:
                  keys.partition: id
                  routes.a: { handler: petWelcome, idempotency: dynamodb }
                """, option, "--create-tables", "--output=-")).isEqualTo(1);

        assertThat(out.toString())
                .isEqualTo(
                        "The id of a table becomes the name '%s', which the table for idempotency has: give the table another id.\n",
                        name);
    }

    @Test
    void shortensNamesOfFunctionsThatLambdaDoesNotTake() throws IOException {
        String id = "a".repeat(55);
        assertThat(run("""
                millrace.tables:
                  %1$s: { routes: { a: { handler: petWelcome } } }
                  %1$sb: { routes: { a: { handler: petWelcome } } }
                """.formatted(id), "--terraform", "--output=-"))
                .as(out::toString)
                .isZero();

        JsonNode functions = JsonMapper.shared().readTree(out.toString()).at("/resource/aws_lambda_function");
        assertThat(functions.path("millrace_" + id).path("function_name").asString())
                .isEqualTo("millrace-" + id);
        assertThat(functions.path("millrace_" + id + "b").path("function_name").asString())
                .hasSize(64)
                .matches("millrace-a{46}-[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--filters=5", "--terraform"})
    void createsNoTableThatAnArnNames(String option) throws IOException {
        assertThat(run("""
                millrace:
                  idempotency.table: arn:aws:dynamodb:eu-west-1:210987654321:table/done
                  tables.things.routes.a: { handler: petWelcome, idempotency: dynamodb }
                """, option, "--output=-")).as(out::toString).isZero();

        assertThat(out.toString())
                .contains("arn:aws:dynamodb:eu-west-1:210987654321:table/done")
                .doesNotContain("table/arn:", "TableName", "\"aws_dynamodb_table\"");
    }

    @Test
    void writesNoAliases() throws IOException {
        assertThat(run("""
                millrace:
                  handlers: { send: { type: sqs, queue-url: "https://sqs.eu-central-1.amazonaws.com/123456789012/x" } }
                  tables:
                    a: { name: Aaa, keys: { partition: id }, routes: { r: { handler: send } } }
                    b: { name: Bbb, keys: { partition: id }, routes: { r: { handler: send } } }
                """, "--output=-")).isZero();

        assertThat(out.toString()).doesNotContainPattern("[&*]id\\d");
        assertThat(sam().at("/Resources/BFunction/Properties/Policies").toString())
                .contains("sqs:SendMessage");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-west-1.amazonaws.com/123456789012/x,         eu-west-1:123456789012:x",
        "https://eu-west-1.queue.amazonaws.com/123456789012/x,       eu-west-1:123456789012:x",
        "https://vpce-1.sqs.eu-west-1.vpce.amazonaws.com/123456789012/x, eu-west-1:123456789012:x",
        "https://queues.example.com/123456789012/x,                  ${AWS::Region}:123456789012:x",
        "https://queues.example.com/x,                               ${AWS::Region}:${AWS::AccountId}:x",
        "https://queues.example.com/x/,                              ${AWS::Region}:${AWS::AccountId}:x",
    })
    void allowsToSendToTheQueueAlone(String url, String queue) throws IOException {
        assertThat(run("""
                millrace:
                  dead-letter: "sqs:%s"
                  tables: { a: { name: Aaa, routes: { r: { handler: petWelcome } } } }
                """.formatted(url), "--output=-")).as(out::toString).isZero();

        assertThat(sam().at("/Resources/AFunction/Properties/Policies/0/Statement/0/Resource/Fn::Sub")
                        .asString())
                .isEqualTo("arn:${AWS::Partition}:sqs:" + queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs:eu-west-1:123456789012:given-up.fifo", "sns:eu-west-1:123456789012:given-up.fifo"})
    void refusesDestinationsThatKeepTheOrder(String destination) throws IOException {
        String arn = "arn:aws:" + destination;

        assertThat(run("""
                millrace.tables.a: { source: { on-failure: "%s" }, routes: { r: { handler: petWelcome } } }
                """.formatted(arn), "--output=-")).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "millrace.tables.a.source.on-failure: '" + arn
                                + "' is a FIFO queue or topic, to which no mapping of a stream can send. Use a standard one, or a bucket.");
    }

    @Test
    void allowsToUseTheKeysThatAreNamed() throws IOException {
        String key = "arn:aws:kms:eu-west-1:123456789012:key/1a2b-3c";

        assertThat(run(
                        "millrace.tables.a: { name: Aaa, routes: { r: { handler: petWelcome } } }",
                        "--output=-",
                        "--kms-key=" + key))
                .isZero();

        assertThat(sam().at("/Resources/AFunction/Properties/Policies/0/Statement/0"))
                .isEqualTo(json("{'Effect': 'Allow', 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'],"
                        + " 'Resource': {'Fn::Sub': '" + key + "'}}"));
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        assertThat(run("", "--output=-", "--kms-key=alias/mine")).isEqualTo(2);

        assertThat(out.toString())
                .startsWith("--kms-key: 'alias/mine' is not the ARN of a key, as "
                        + "arn:aws:kms:eu-central-1:123456789012:key/1a2b.");
    }

    @Test
    void mapsTheStreamOnceTheRoleMayReadIt() throws IOException {
        assertThat(run(
                        "millrace.tables.a: { name: Aaa, routes: { r: { handler: petWelcome } } }",
                        "--output=-",
                        "--terraform"))
                .isZero();

        assertThat(JsonMapper.shared()
                        .readTree(out.toString())
                        .at("/resource/aws_lambda_event_source_mapping/a/depends_on"))
                .isEqualTo(json("['aws_iam_role_policy.millrace_a']"));
    }

    private JsonNode sam() {
        return Templates.sam(out);
    }

    private int run(String configuration, String... options) throws IOException {
        return Templates.run(out, directory, configuration, options);
    }
}
