package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** The fields of resources as AWS documents them. */
final class TemplateFields {

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

    private TemplateFields() {}

    /** That a resource has no other fields than those, of the types that they have. */
    static void check(String name, Map<String, Object> resource) {
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

    @SuppressWarnings("unchecked")
    static Map<String, Object> below(Map<String, Object> json, String... names) {
        Map<String, Object> at = json;
        for (String name : names) {
            at = (Map<String, Object>) at.get(name);
        }
        return at;
    }
}
