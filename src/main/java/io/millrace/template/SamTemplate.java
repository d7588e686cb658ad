package io.millrace.template;

import io.millrace.mapping.Criteria;
import io.millrace.mapping.Deployment;
import io.millrace.mapping.Deployment.Table;
import io.millrace.mapping.EventSourceMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A template for the AWS Serverless Application Model. Source: "AWS SAM template anatomy" and "AWS CloudFormation". */
final class SamTemplate {

    static final String HANDLER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest";

    private static final String IDEMPOTENCY = "MillraceIdempotencyTable";

    private final Deployment deployment;
    private final TemplateFormat.Options options;
    private final List<String> comments = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Object> conditions = new LinkedHashMap<>();
    private final Map<String, Object> resources = new LinkedHashMap<>();

    private SamTemplate(Deployment deployment, TemplateFormat.Options options) {
        this.deployment = deployment;
        this.options = options;
    }

    /** The template as YAML. Comments at its head say which records the filters pass although no route matches. */
    static String of(Deployment deployment, TemplateFormat.Options options) {
        return new SamTemplate(deployment, options).write();
    }

    private String write() {
        if (options.oneFunction()) {
            add("MillraceFunction", function(deployment.handled()));
        } else {
            deployment
                    .handled()
                    .forEach(table -> add(Names.logical(table.id()) + "Function", function(List.of(table))));
        }
        tables();
        comments.addAll(deployment.unhandled());
        comments.addAll(deployment.needs().notes());
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Transform", "AWS::Serverless-2016-10-31");
        if (!parameters.isEmpty()) {
            template.put("Parameters", parameters);
        }
        if (!conditions.isEmpty()) {
            template.put("Conditions", conditions);
        }
        template.put("Resources", resources);
        return String.join("", comments.stream().map(SamTemplate::comment).toList()) + yaml(template);
    }

    private static String comment(String text) {
        return "# %s\n".formatted(text.replaceAll("\\R", " "));
    }

    private void add(String name, Map<String, Object> resource) {
        if (resources.putIfAbsent(name, resource) != null) {
            throw Names.taken(name);
        }
    }

    private static String yaml(Object template) {
        DumperOptions dumper = new DumperOptions();
        dumper.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        dumper.setWidth(5_000);
        dumper.setIndicatorIndent(2);
        dumper.setIndentWithIndicator(true);
        dumper.setDereferenceAliases(true); // CloudFormation supports none
        return new Yaml(dumper).dump(template);
    }

    private Map<String, Object> function(List<Table> tables) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("CodeUri", options.zip());
        properties.put("Handler", HANDLER);
        properties.put("Runtime", options.runtime());
        properties.put("MemorySize", options.memory());
        properties.put("Timeout", options.timeout());
        properties.put("AutoPublishAlias", "live");
        properties.put("SnapStart", Map.of("ApplyOn", "PublishedVersions"));
        List<Map<String, Object>> statements = Permissions.of(
                deployment.with(tables), options.keys(), "${AWS::Partition}", "${AWS::Region}", "${AWS::AccountId}");
        statements.forEach(statement -> statement.computeIfPresent("Resource", (key, arn) -> Map.of("Fn::Sub", arn)));
        if (!deployment.needs().settable().isEmpty()) {
            properties.put("Environment", Map.of("Variables", variables()));
        }
        if (!statements.isEmpty()) {
            properties.put("Policies", List.of(Map.of("Statement", statements)));
        }
        Map<String, Object> events = new LinkedHashMap<>();
        for (Table table : tables) {
            if (events.putIfAbsent(Names.logical(table.id()), event(table)) != null) {
                throw Names.taken(Names.logical(table.id()));
            }
        }
        properties.put("Events", events);
        return resource("AWS::Serverless::Function", properties);
    }

    /** The variables, each with a parameter whose value no console shows. */
    private Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        Names.ofParameters(deployment.needs().settable()).forEach((variable, name) -> {
            Map<String, Object> parameter = new LinkedHashMap<>();
            parameter.put("Type", "String");
            parameter.put("Description", variable.description("empty"));
            parameter.put("NoEcho", true);
            if (variable.preset() != null) {
                parameter.put("Default", variable.derived() ? "" : variable.preset());
            }
            parameters.put(name, parameter);
            variables.put(variable.name(), variable.derived() ? ifSet(name) : Map.of("Ref", name));
        });
        return variables;
    }

    /** The value of a parameter, or no value if it is empty. Source: "Condition functions" in the CloudFormation guide. */
    private Map<String, Object> ifSet(String parameter) {
        Map<String, Object> value = Map.of("Ref", parameter);
        String condition = parameter + "IsSet";
        conditions.put(condition, Map.of("Fn::Not", List.of(Map.of("Fn::Equals", List.of(value, "")))));
        return Map.of("Fn::If", List.of(condition, value, Map.of("Ref", "AWS::NoValue")));
    }

    static Map<String, Object> resource(String type, Map<String, Object> properties) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("Type", type);
        resource.put("Properties", properties);
        return resource;
    }

    private Map<String, Object> event(Table table) {
        EventSourceMapping source = table.source();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Stream", stream(table));
        properties.put("StartingPosition", source.startingPosition().name());
        properties.put("BatchSize", source.batchSize());
        properties.put(
                "MaximumBatchingWindowInSeconds", (int) source.batchWindow().toSeconds());
        properties.put("ParallelizationFactor", source.parallelizationFactor());
        properties.put("MaximumRetryAttempts", source.maximumRetryAttempts());
        if (source.maximumRecordAge() != null) {
            properties.put(
                    "MaximumRecordAgeInSeconds", (int) source.maximumRecordAge().toSeconds());
        }
        properties.put("BisectBatchOnFunctionError", source.bisectOnError());
        if (source.reportBatchItemFailures()) {
            properties.put("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
        }
        if (source.onFailure() != null) {
            properties.put("DestinationConfig", Map.of("OnFailure", Map.of("Destination", source.onFailure())));
        }
        Criteria criteria = Criteria.of(table.routes(), table.keys(), table.unmatched(), options.mostFilters());
        comments.addAll(criteria.comments(table.id()));
        if (!criteria.patterns().isEmpty()) {
            List<Map<String, String>> filters = criteria.patterns().stream()
                    .map(pattern -> Map.of("Pattern", pattern))
                    .toList();
            properties.put("FilterCriteria", Map.of("Filters", filters));
        }
        return resource("DynamoDB", properties);
    }

    private Object stream(Table table) {
        String name = Names.logical(table.id());
        if (options.creates(table)) {
            return Map.of("Fn::GetAtt", List.of(name + "Table", "StreamArn"));
        }
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("Type", "String");
        parameter.put("Description", "ARN of the stream of table %s".formatted(table.name()));
        parameters.put(name + "StreamArn", parameter);
        return Map.of("Ref", name + "StreamArn");
    }

    private void tables() {
        if (options.createTables()) {
            deployment.tables().stream()
                    .filter(options::creates)
                    .forEach(table -> add(Names.logical(table.id()) + "Table", SamTable.of(table)));
            comments.addAll(deployment.withoutName());
        }
        deployment.newIdempotencyTable().ifPresent(name -> {
            if (resources.containsKey(IDEMPOTENCY)) {
                throw Names.takenByIdempotency(IDEMPOTENCY);
            }
            add(IDEMPOTENCY, SamTable.ofIdempotency(name));
        });
    }
}
