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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a deployment needs around its functions, and what the template says to whom deploys it. */
class TemplateDetailsTests {

    private static final String MAILS = """
            millrace:
              handlers:
                letter:
                  type: mail
                  transport: smtp
                  from: "${SENDER}"
                  to: "{{new.to}}"
                  subject: "${app.subject:Hello} from ${REGION_NAME}"
                  text: config/mail/order-confirmation.txt
                  smtp: { host: localhost, port: 25, encryption: none }
                queue: { type: sqs, queue-url: "http://127.0.0.1:9324/000000000000/changes" }
              dead-letter: s3://letters/all
              tables:
                things: { name: Things, routes: { a: { handlers: [letter, queue] } } }
            REGION_NAME: home
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void givesFunctionsTheVariablesThatTheConfigurationNames() throws IOException {
        assertThat(run(MAILS, "--set", "SENDER=orders@example.com", "--output=-"))
                .as(out::toString)
                .isZero();

        JsonNode template = sam();
        assertThat(template.at("/Resources/ThingsFunction/Properties/Environment/Variables"))
                .isEqualTo(json("{'SENDER': {'Ref': 'SENDERVariable'}, 'APP_SUBJECT': {'Ref': 'APPSUBJECTVariable'}}"));
        assertThat(template.at("/Parameters/SENDERVariable"))
                .isEqualTo(
                        json("{'Type': 'String', 'Description': 'The environment variable SENDER', 'NoEcho': true}"));
        assertThat(template.at("/Parameters/APPSUBJECTVariable/Default").asString())
                .isEqualTo("Hello");
    }

    @Test
    void givesThemByTerraformToo() throws IOException {
        assertThat(run(MAILS, "--set", "SENDER=orders@example.com", "--output=-", "--terraform"))
                .as(out::toString)
                .isZero();

        JsonNode template = JsonMapper.shared().readTree(out.toString());
        assertThat(template.at("/resource/aws_lambda_function/millrace_things/environment/variables"))
                .isEqualTo(json("{'SENDER': '${var.sender}', 'APP_SUBJECT': '${var.app_subject}'}"));
        assertThat(template.at("/variable/sender"))
                .isEqualTo(json(
                        "{'type': 'string', 'description': 'The environment variable SENDER', 'sensitive': true}"));
        assertThat(template.at("/variable/app_subject/default").asString()).isEqualTo("Hello");
    }

    @Test
    void givesFunctionsTheVariablesThatStandBehindOthersValues() throws IOException {
        assertThat(run("""
                app: { things: "${THINGS}", sender: "${SENDER:me@example.com}" }
                millrace.tables.things:
                  name: ${app.things}
                  routes.a: { handler: petWelcome, when: "new.from == '${app.sender}'" }
                """, "--set=THINGS=Things", "--output=-"))
                .as(out::toString)
                .isZero();

        assertThat(sam().at("/Resources/ThingsFunction/Properties/Environment/Variables"))
                .isEqualTo(json("{'THINGS': {'Ref': 'THINGSVariable'}, 'SENDER': {'Ref': 'SENDERVariable'}}"));
        assertThat(sam().at("/Parameters/SENDERVariable/Default").asString()).isEqualTo("me@example.com");
    }

    @Test
    void takesTheDefaultOfADefault() throws IOException {
        assertThat(run("""
                millrace.tables.things:
                  routes.a: { handler: petWelcome, when: "new.a == '${A:${B:x}-y}'" }
                """, "--output=-")).as(out::toString).isZero();

        assertThat(sam().at("/Parameters/AVariable/Default").asString()).isEqualTo("x-y");
        assertThat(sam().at("/Parameters/BVariable/Default").asString()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--filters=5 | /Resources/ThingsFunction/Properties/Environment/Variables | {'A_B': {'Ref': 'ABVariable'}, 'AB': {'Ref': 'ABVariable2'}, 'ab': {'Ref': 'AbVariable'}, 'VERSION': {'Ref': 'VERSIONVariable'}, 'THINGS_STREAM_ARN': {'Ref': 'THINGSSTREAMARNVariable'}}",
                "--terraform | /resource/aws_lambda_function/millrace_things/environment/variables | {'A_B': '${var.a_b}', 'AB': '${var.ab}', 'ab': '${var.ab2}', 'VERSION': '${var.version_variable}', 'THINGS_STREAM_ARN': '${var.things_stream_arn_variable}'}",
            })
    void givesEachVariableAParameterOfItsOwn(String option, String place, String variables) throws IOException {
        assertThat(run("""
                millrace.tables.things:
                  routes.a: { handler: petWelcome, when: "new.a == '${A_B:}${AB:}${ab:}${VERSION:}${THINGS_STREAM_ARN:}'" }
                """, option, "--output=-")).as(out::toString).isZero();

        JsonNode template = option.equals("--terraform") ? JsonMapper.shared().readTree(out.toString()) : sam();
        assertThat(template.at(place)).isEqualTo(json(variables));
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

    @ParameterizedTest
    @ValueSource(strings = {"--output=-", "--output=out"})
    void saysHowTheZipIsBuiltAndWhichAddressesAreOfThisMachine(String output) throws IOException {
        assertThat(run(
                        MAILS,
                        "--set",
                        "SENDER=orders@example.com",
                        output.replace("=out", "=" + directory.resolve("out"))))
                .as(out::toString)
                .isZero();

        assertThat(out.toString())
                .contains("Build the zip by 'mvn -Pmail,mustache,s3 package'; in a project of your own it needs "
                        + "com.samskivert:jmustache, org.springframework.boot:spring-boot-starter-mail, "
                        + "software.amazon.awssdk:s3, software.amazon.awssdk:sqs")
                .contains("'millrace.handlers.letter.smtp.host' is an address of this machine, which no function "
                        + "reaches: give it another for the deployment")
                .contains("'millrace.handlers.queue.queue-url' is an address of this machine");
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
                        "millrace.tables.a.source.on-failure: '" + arn + "' is a FIFO queue or topic, which no mapping "
                                + "of a stream sends to. Take a standard one, or a bucket.");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'dynamodb': {'SizeBytes': [{'numeric': ['>=', 1000]}]}}"
                        + "| # Filters of 'a': route 'r' without its filter's {'numeric':['>=',1000]} at /dynamodb/SizeBytes",
                "{'dynamodb': {'Keys': {'id': {'S': [{'wildcard': 'a*b'}]}}}}"
                        + "| # Filters of 'a': route 'r' without its filter's {'wildcard':'a*b'} at /dynamodb/Keys/id/S",
                "{'dynamodb': {'NewImage': {'s': {'S': ['dog']}}}} |",
            })
    void saysWhatOfAFilterLambdaDoesNotTake(String filter, String comment) throws IOException {
        assertThat(run("""
                millrace:
                  tables: { a: { name: Aaa, routes: { r: { filter: "%s", handler: petWelcome } } } }
                """.formatted(filter.replace("'", "\\\"")), "--output=-"))
                .as(out::toString)
                .isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("#")).toList())
                .isEqualTo(comment == null ? List.of() : List.of(comment.replaceAll("(?<=filter's .*)'", "\"")));
    }

    @Test
    void warnsOfRetriesThatTakeLongerThanAnInvocation() throws IOException {
        String configuration = """
                millrace.tables.a.routes.r:
                  handler: petWelcome
                  retry: { max-attempts: 4, backoff: 1s, multiplier: 2 }
                """;

        assertThat(run(configuration, "--output=-", "--timeout=10")).isZero();

        assertThat(out.toString())
                .contains(
                        "# Table 'a': the 'retry' of route 'r' waits up to 10.5 s in all, and an invocation has 9 s: what is "
                                + "left of its attempts is made in the deliveries that follow\n");
        assertThat(run(configuration, "--output=-")).isZero();
        assertThat(out.toString().split("the 'retry'")).hasSize(2);
    }

    @Test
    void saysWhyThereAreNoFilters() throws IOException {
        assertThat(run("""
                millrace:
                  tables:
                    a:
                      name: Aaa
                      routes: { all: { handler: petWelcome }, dear: { events: INSERT, when: "new.price > 5", handler: petWelcome } }
                    b: { name: Bbb, routes: { dear: { when: "new.price > 5", handler: petWelcome } } }
                """, "--output=-")).isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("#")).toList())
                .containsExactly(
                        "# No filters for 'a': route 'all' wants each record",
                        "# No filters for 'b': route 'dear' without its 'when'");
    }

    private JsonNode sam() {
        return JsonMapper.shared().valueToTree(new Yaml().<Map<String, Object>>load(out.toString()));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private int run(String configuration, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), configuration);
        List<String> words = new ArrayList<>(List.of("template"));
        words.addAll(List.of(options));
        words.add("--spring.config.location=file:" + file);
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words.toArray(String[]::new));
    }
}
