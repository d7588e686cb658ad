package io.millrace.cli;

import static io.millrace.cli.TemplateFields.below;
import static io.millrace.cli.TemplateFields.check;
import static io.millrace.cli.Templates.CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The template field by field against what AWS documents for the resources. */
class TemplateCommandTests {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void writesWhatSamKnowsForTheExamples() throws IOException {
        assertThat(run("--output", "-")).as(out::toString).isZero();

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

    @Test
    void writesWhatTheConfigurationSays() throws IOException {
        assertThat(runConfigured("--output", "-", "--create-tables", "--one-function", "--runtime", "java21"))
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
                        + "# No filters for 'orders': unmatched is not 'ignore', so that each record passes\n");
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
        assertThat(runConfigured("--terraform", "--output", "-", "--create-tables"))
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
    void takesTheValueOfAVariable() throws IOException {
        assertThat(run(
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

        assertThat(run("--output", file.toString())).isZero();

        assertThat(file).content().contains("Transform: AWS::Serverless-2016-10-31");
        assertThat(out.toString()).isEqualTo("Wrote %s\n".formatted(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --terraform"})
    void leavesOutTablesWhoseNameDynamoDbCanNotHave(String option) throws IOException {
        String words = "--output=- --create-tables" + option;

        assertThat(run(words.split(" "))).as(out::toString).isZero();

        assertThat(out.toString())
                .contains(
                        "Table 'game-events' is not created, since DynamoDB does not allow a table with the name 'Game Events': a name has 3 to 255 letters, digits, '_', '-' and '.'.")
                .contains(option.isEmpty() ? "Ref: GameEventsStreamArn" : "${var.game_events_stream_arn}")
                .contains(option.isEmpty() ? "TableName: PetTracker" : "\"name\" : \"PetTracker\"")
                .doesNotContain(option.isEmpty() ? "TableName: Game" : "\"name\" : \"Game");
    }

    private int runConfigured(String... words) throws IOException {
        return Templates.run(out, directory, CONFIGURATION, words);
    }

    private int run(String... words) {
        return Templates.run(out, words);
    }
}
