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

/** The template field by field against what AWS documents for the resources. */
class TemplateCommandTests {

    /** "AWS::Serverless::Function" in the AWS SAM Developer Guide, as far as it is of use here. */
    private static final Map<String, Class<?>> FUNCTION = Map.ofEntries(
            Map.entry("CodeUri", String.class),
            Map.entry("Handler", String.class),
            Map.entry("Runtime", String.class),
            Map.entry("MemorySize", Integer.class),
            Map.entry("Timeout", Integer.class),
            Map.entry("AutoPublishAlias", String.class),
            Map.entry("SnapStart", Map.class),
            Map.entry("Policies", List.class),
            Map.entry("Events", Map.class));

    /** "DynamoDB", an event source type of AWS::Serverless::Function. */
    private static final Map<String, Class<?>> EVENT = Map.ofEntries(
            Map.entry("BatchSize", Integer.class),
            Map.entry("BisectBatchOnFunctionError", Boolean.class),
            Map.entry("DestinationConfig", Map.class),
            Map.entry("FilterCriteria", Map.class),
            Map.entry("FunctionResponseTypes", List.class),
            Map.entry("MaximumBatchingWindowInSeconds", Integer.class),
            Map.entry("MaximumRecordAgeInSeconds", Integer.class),
            Map.entry("MaximumRetryAttempts", Integer.class),
            Map.entry("ParallelizationFactor", Integer.class),
            Map.entry("StartingPosition", String.class),
            Map.entry("Stream", Map.class));

    /** "AWS::DynamoDB::Table" in the AWS CloudFormation Template Reference. */
    private static final Map<String, Class<?>> TABLE = Map.of(
            "TableName", String.class,
            "BillingMode", String.class,
            "AttributeDefinitions", List.class,
            "KeySchema", List.class,
            "StreamSpecification", Map.class,
            "TimeToLiveSpecification", Map.class);

    private static final String CONFIGURATION = """
            millrace:
              dead-letter: sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/letters
              dead-letter-overflow: s3://letters/large
              idempotency: { table: done }
              tables:
                pet-tracker:
                  name: PetTracker
                  keys: { partition: PK, sort: SK, sort-type: N }
                  view-type: NEW_IMAGE
                  source:
                    batch-size: 500
                    batch-window: 5s
                    parallelization-factor: 4
                    starting-position: latest
                    maximum-retry-attempts: 20
                    maximum-record-age: 1h
                    bisect-on-error: true
                    on-failure: arn:aws:s3:::given-up
                  routes:
                    dogs:
                      partition-key: "USER#*"
                      filter: '{"dynamodb": {"NewImage": {"species": {"S": ["dog"]}, "\\${x}": {"S": ["%{y}"]}}}}'
                      when: "new.weight > 5"
                      handler: petWelcome
                      idempotency: dynamodb
                      on-failure: dead-letter
                orders:
                  unmatched: log
                  keys: { partition: id }
                  routes.all: { events: INSERT, handler: petWelcome }
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void writesWhatSamKnowsForTheExamples() throws IOException {
        assertThat(run("template", "--output", "-")).as(out::toString).isZero();

        Map<String, Object> template = new Yaml().load(out.toString());
        assertThat(template.keySet()).isSubsetOf("AWSTemplateFormatVersion", "Transform", "Parameters", "Resources");
        assertThat(below(template, "Parameters").keySet())
                .containsExactly(
                        "ProductsStreamArn",
                        "GameEventsStreamArn",
                        "PettrackerStreamArn",
                        "BooksStreamArn",
                        "OrdersStreamArn");
        below(template, "Resources").forEach((name, resource) -> check(name, (Map<String, Object>) resource));
        assertThat(below(template, "Resources")).hasSize(5);
        Map<String, Object> products =
                below(template, "Resources", "ProductsFunction", "Properties", "Events", "Products", "Properties");
        assertThat(products.get("FunctionResponseTypes")).isEqualTo(List.of("ReportBatchItemFailures"));
        assertThat(below(products, "FilterCriteria").get("Filters").toString())
                .contains("{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"product_id\":");
    }

    private static void check(String name, Map<String, Object> resource) {
        assertThat(name).matches("[A-Za-z0-9]+");
        Map<String, Object> properties = below(resource, "Properties");
        switch ((String) resource.get("Type")) {
            case "AWS::Serverless::Function" -> {
                check(properties, FUNCTION);
                below(properties, "Events").values().forEach(event -> {
                    assertThat(((Map<?, ?>) event).get("Type")).isEqualTo("DynamoDB");
                    check(below((Map<String, Object>) event, "Properties"), EVENT);
                });
            }
            case "AWS::DynamoDB::Table" -> check(properties, TABLE);
            default -> throw new AssertionError(resource);
        }
    }

    private static void check(Map<String, Object> properties, Map<String, Class<?>> known) {
        properties.forEach((name, value) -> assertThat(value).as(name).isInstanceOf(known.get(name)));
    }

    @Test
    void writesWhatTheConfigurationSays() throws IOException {
        assertThat(runConfigured(
                        "template", "--output", "-", "--create-tables", "--one-function", "--runtime", "java21"))
                .as(out::toString)
                .isZero();

        Map<String, Object> resources = below(new Yaml().load(out.toString()), "Resources");
        resources.forEach((name, resource) -> check(name, (Map<String, Object>) resource));
        assertThat(resources.keySet())
                .containsExactly("MillraceFunction", "PetTrackerTable", "OrdersTable", "MillraceIdempotencyTable");
        Map<String, Object> function = below(resources, "MillraceFunction", "Properties");
        assertThat(function).containsEntry("Runtime", "java21").containsEntry("MemorySize", 1024);
        assertThat(below(function, "Events", "PetTracker", "Properties"))
                .containsEntry("BatchSize", 500)
                .containsEntry("MaximumBatchingWindowInSeconds", 5)
                .containsEntry("ParallelizationFactor", 4)
                .containsEntry("StartingPosition", "LATEST")
                .containsEntry("MaximumRetryAttempts", 20)
                .containsEntry("MaximumRecordAgeInSeconds", 3600)
                .containsEntry("BisectBatchOnFunctionError", true)
                .containsEntry("DestinationConfig", Map.of("OnFailure", Map.of("Destination", "arn:aws:s3:::given-up")))
                .containsEntry("Stream", Map.of("Fn::GetAtt", List.of("PetTrackerTable", "StreamArn")));
        assertThat(below(function, "Events", "Orders", "Properties")).doesNotContainKey("FilterCriteria");
        assertThat(out.toString())
                .startsWith("# Filters of 'pet-tracker': route 'dogs' without its 'when'\n"
                        + "# No filters for 'orders': unmatched is not 'ignore', so that each record has to come\n");
        assertThat(function.get("Policies").toString())
                .contains(
                        "Action=[dynamodb:BatchGetItem, dynamodb:PutItem, dynamodb:DeleteItem, dynamodb:BatchWriteItem]")
                .contains("table/done")
                .contains("sqs:eu-central-1:123456789012:letters")
                .contains("s3:::letters/large/*")
                .contains("s3:::given-up/*");
        assertThat(below(resources, "PetTrackerTable", "Properties"))
                .containsEntry("StreamSpecification", Map.of("StreamViewType", "NEW_IMAGE"))
                .containsEntry(
                        "AttributeDefinitions",
                        List.of(
                                Map.of("AttributeName", "PK", "AttributeType", "S"),
                                Map.of("AttributeName", "SK", "AttributeType", "N")));
        assertThat(below(resources, "MillraceIdempotencyTable", "Properties", "TimeToLiveSpecification"))
                .isEqualTo(Map.of("AttributeName", "expires", "Enabled", true));
    }

    @Test
    void writesTheSameForTerraform() throws IOException {
        assertThat(runConfigured("template", "--terraform", "--output", "-", "--create-tables"))
                .as(out::toString)
                .isZero();

        JsonNode template = JsonMapper.shared().readTree(out.toString());
        JsonNode resources = template.path("resource");
        assertThat(resources.propertyNames())
                .containsExactlyInAnyOrder(
                        "aws_iam_role",
                        "aws_iam_role_policy",
                        "aws_lambda_function",
                        "aws_lambda_alias",
                        "aws_lambda_event_source_mapping",
                        "aws_dynamodb_table");
        JsonNode mapping = resources.path("aws_lambda_event_source_mapping").path("pet_tracker");
        assertThat(mapping.path("batch_size").asInt()).isEqualTo(500);
        assertThat(mapping.path("function_name").asString()).isEqualTo("${aws_lambda_alias.millrace_pet_tracker.arn}");
        assertThat(mapping.path("filter_criteria")
                        .path("filter")
                        .path(0)
                        .path("pattern")
                        .asString())
                .contains("\"$${x}\":{\"S\":[\"%%{y}\"]}");
        JsonNode policy = JsonMapper.shared()
                .readTree(resources
                        .path("aws_iam_role_policy")
                        .path("millrace_orders")
                        .path("policy")
                        .asString());
        assertThat(policy.path("Statement").toString())
                .contains("dynamodb:GetShardIterator", "${aws_dynamodb_table.orders.stream_arn}");
        assertThat(template.path("//").toString()).contains("route 'dogs' without its 'when'");
    }

    @Test
    void refusesAVariableThatIsNotSet() throws IOException {
        assertThat(run(
                        "template",
                        "--output=-",
                        "--millrace.tables.x.keys.partition=PK",
                        "--millrace.tables.x.routes.r.handler=petWelcome",
                        "--millrace.tables.x.routes.r.partition-key=${TENANT}#*"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("millrace.tables.x.routes.r.partition-key: the variable TENANT is not set.")
                .doesNotContain("AWSTemplateFormatVersion");
    }

    @ParameterizedTest
    @CsvSource({
        "dead-letter, Take sqs:<queue URL> or s3://<bucket>/<prefix> there.",
        "dead-letter-overflow, Take s3://<bucket>/<prefix> there."
    })
    void refusesADirectoryForDeadLettersWhichLambdaDoesNotKeep(String key, String instead) throws IOException {
        assertThat(runConfigured("template", "--output=-", "--millrace.%s=file:letters".formatted(key)))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "millrace.%s: 'file:letters' is a directory, and on Lambda all files go with the execution environment. %s"
                                .formatted(key, instead))
                .doesNotContain("AWSTemplateFormatVersion");
    }

    @Test
    void refusesMailsInFilesWhichLambdaDoesNotKeep() throws IOException {
        assertThat(runConfigured(
                        "template",
                        "--output=-",
                        "--millrace.handlers.m.type=mail",
                        "--millrace.handlers.m.transport=file"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "millrace.handlers.m.transport: 'file' writes mails into a directory, and on Lambda all files "
                                + "go with the execution environment. Take ses or smtp there.");
    }

    @Test
    void takesTheValueOfAVariable() throws IOException {
        assertThat(run(
                        "template",
                        "--output=-",
                        "--set=TENANT=acme=1",
                        "--millrace.tables.x.keys.partition=PK",
                        "--millrace.tables.x.routes.r.handler=petWelcome",
                        "--millrace.tables.x.routes.r.partition-key=${TENANT}#*"))
                .as(out::toString)
                .isZero();

        assertThat(out.toString()).contains("{\"prefix\":\"acme=1#\"}");
    }

    @Test
    void writesAFile() throws IOException {
        Path file = directory.resolve("template.yaml");

        assertThat(run("template", "--output", file.toString())).isZero();

        assertThat(file).content().contains("Transform: AWS::Serverless-2016-10-31");
        assertThat(out.toString()).isEqualTo("Wrote %s\n".formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--runtime=java11 | --runtime: 'java11' is none of java17, java21 and java25.",
                "--filters=11 | --filters: 11 is not within Lambda's limits, 1 to 10.",
                "--timeout=901 | --timeout: 901 is not within Lambda's limits, 1 to 900 seconds.",
                "--set==x | --set: '=x' names no variable, as SENDER=me@example.com does.",
                "--memory=64 | --memory: 64 is not within Lambda's limits, 128 to 10240 MB.",
            })
    void refusesWhatLambdaDoesNotTake(String option, String message) throws IOException {
        assertThat(run("template", "--output=-", option)).isEqualTo(2);

        assertThat(out.toString()).startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output=-", "--terraform --output=-", "--one-function --output=-"})
    void tellsOfIdsThatComeToOneName(String options) throws IOException {
        List<String> args = new ArrayList<>(List.of("template"));
        args.addAll(List.of(options.split(" ")));
        args.add("--millrace.tables.my-pets.routes.r.handler=petWelcome");
        args.add("--millrace.tables.[my.pets].routes.r.handler=petWelcome");

        assertThat(run(args.toArray(String[]::new))).isEqualTo(1);

        assertThat(out.toString()).contains("Two tables have ids that come to the same name here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --terraform"})
    void leavesOutTablesWhoseNameDynamoDbCanNotHave(String option) throws IOException {
        String words = "template --output=- --create-tables" + option;

        assertThat(run(words.split(" "))).as(out::toString).isZero();

        assertThat(out.toString())
                .contains("Table 'game-events' is not created, since DynamoDB can't have a table of the name "
                        + "'Game Events': a name has 3 to 255 letters, digits, '_', '-' and '.'.")
                .contains(option.isEmpty() ? "Ref: GameEventsStreamArn" : "${var.game_events_stream_arn}")
                .contains(option.isEmpty() ? "TableName: PetTracker" : "\"name\" : \"PetTracker\"")
                .doesNotContain(option.isEmpty() ? "TableName: Game" : "\"name\" : \"Game");
    }

    @Test
    void needsKeysToCreateTables() throws IOException {
        assertThat(run(
                        "template",
                        "--output=-",
                        "--create-tables",
                        "--millrace.tables.things.routes.r.handler=petWelcome"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "Table 'things' can't be created without knowing its key: set millrace.tables.things.keys.partition.");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> below(Map<String, Object> json, String... names) {
        Map<String, Object> at = json;
        for (String name : names) {
            at = (Map<String, Object>) at.get(name);
        }
        return at;
    }

    private int runConfigured(String... words) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), CONFIGURATION);
        List<String> args = new ArrayList<>(List.of(words));
        args.add("--spring.config.location=file:" + file);
        return run(args.toArray(String[]::new));
    }

    private int run(String... words) throws IOException {
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words);
    }
}
