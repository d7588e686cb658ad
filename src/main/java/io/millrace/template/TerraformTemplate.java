package io.millrace.template;

import io.millrace.mapping.Criteria;
import io.millrace.mapping.Deployment;
import io.millrace.mapping.Deployment.Table;
import io.millrace.mapping.Deployment.Variable;
import io.millrace.mapping.EventSourceMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The deployment of {@link SamTemplate} in Terraform's JSON syntax. Source: the documentation of the provider hashicorp/aws. */
final class TerraformTemplate {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String ASSUME =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}";

    private static final String TABLE = "aws_dynamodb_table";
    private static final String IDEMPOTENCY = "millrace_idempotency";

    private final Deployment deployment;
    private final TemplateFormat.Options options;
    private final List<String> comments = new ArrayList<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> resources = new LinkedHashMap<>();

    private TerraformTemplate(Deployment deployment, TemplateFormat.Options options) {
        this.deployment = deployment;
        this.options = options;
    }

    /** The template for a file named {@code *.tf.json}. */
    static String of(Deployment deployment, TemplateFormat.Options options) {
        return new TerraformTemplate(deployment, options).write();
    }

    private String write() {
        if (options.oneFunction()) {
            function("millrace", deployment.handled());
        } else {
            deployment.handled().forEach(table -> function("millrace_" + Names.snake(table.id()), List.of(table)));
        }
        if (options.createTables()) {
            deployment.tables().stream().filter(options::creates).forEach(this::table);
            comments.addAll(deployment.withoutName());
        }
        idempotencyTable();
        comments.addAll(deployment.unhandled());
        comments.addAll(deployment.needs().notes());
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("//", comments);
        template.put("terraform", Map.of("required_providers", Map.of("aws", provider())));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("aws_partition", Map.of("current", Map.of()));
        data.put("aws_region", Map.of("current", Map.of()));
        data.put("aws_caller_identity", Map.of("current", Map.of()));
        template.put("data", data);
        if (!variables.isEmpty()) {
            template.put("variable", variables);
        }
        template.put("resource", resources);
        return JSON.writeValueAsString(template) + "\n";
    }

    /** The data source aws_region has the attribute "region" since version 6.0. */
    private static Map<String, Object> provider() {
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("source", "hashicorp/aws");
        provider.put("version", ">= 6.0");
        return provider;
    }

    private void add(String type, String name, Map<String, Object> arguments) {
        Map<String, Object> ofType = resources.computeIfAbsent(type, key -> new LinkedHashMap<>());
        if (ofType.putIfAbsent(name, arguments) != null) {
            throw Names.taken(name);
        }
    }

    private void function(String name, List<Table> tables) {
        add("aws_iam_role", name, new LinkedHashMap<>(Map.of("assume_role_policy", ASSUME)));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("role", "${aws_iam_role.%s.id}".formatted(name));
        policy.put("policy", JsonMapper.shared().writeValueAsString(policy(tables)));
        add("aws_iam_role_policy", name, policy);
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("function_name", Names.function(name));
        function.put("role", "${aws_iam_role.%s.arn}".formatted(name));
        function.put("handler", SamTemplate.HANDLER);
        function.put("runtime", options.runtime());
        function.put("memory_size", options.memory());
        function.put("timeout", options.timeout());
        function.put("filename", options.zip());
        function.put("source_code_hash", "${filebase64sha256(\"%s\")}".formatted(options.zip()));
        function.put("publish", true);
        if (!deployment.needs().settable().isEmpty()) {
            function.put("environment", Map.of("variables", variables()));
        }
        function.put("snap_start", Map.of("apply_on", "PublishedVersions"));
        add("aws_lambda_function", name, function);
        Map<String, Object> alias = new LinkedHashMap<>();
        alias.put("name", "live");
        alias.put("function_name", "${aws_lambda_function.%s.function_name}".formatted(name));
        alias.put("function_version", "${aws_lambda_function.%s.version}".formatted(name));
        add("aws_lambda_alias", name, alias);
        tables.forEach(table -> mapping(name, table));
    }

    private Map<String, Object> policy(List<Table> tables) {
        List<Map<String, Object>> statements = new ArrayList<>(Permissions.of(
                deployment.with(tables),
                options.keys(),
                "${data.aws_partition.current.partition}",
                "${data.aws_region.current.region}",
                "${data.aws_caller_identity.current.account_id}"));
        Map<String, Object> streams = new LinkedHashMap<>();
        streams.put("Effect", "Allow");
        streams.put(
                "Action",
                List.of(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams"));
        streams.put("Resource", tables.stream().map(this::stream).toList());
        statements.add(streams);
        Map<String, Object> logs = new LinkedHashMap<>();
        logs.put("Effect", "Allow");
        logs.put("Action", List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"));
        logs.put("Resource", "*");
        statements.add(logs);
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return policy;
    }

    private Object variables() {
        Map<String, String> values = new LinkedHashMap<>();
        Names.ofInputs(deployment.needs().settable()).forEach((variable, name) -> {
            Map<String, Object> declared = new LinkedHashMap<>();
            declared.put("type", "string");
            declared.put("description", variable.description("null"));
            declared.put("sensitive", true);
            if (variable.preset() != null) {
                declared.put("default", variable.derived() ? null : literal(variable.preset()));
            }
            variables.put(name, declared);
            values.put(variable.name(), "var." + name);
        });
        boolean derived = deployment.needs().settable().stream().anyMatch(Variable::derived);
        return derived ? withoutNull(values) : inTexts(values);
    }

    private static Map<String, String> inTexts(Map<String, String> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, "${%s}".formatted(value)));
        return texts;
    }

    private static String withoutNull(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> "\"%s\" = %s".formatted(value.getKey(), value.getValue()))
                .collect(Collectors.joining(", ", "${{for name, value in {", "} : name => value if value != null}}"));
    }

    private String stream(Table table) {
        String name = Names.snake(table.id());
        if (options.creates(table)) {
            return "${aws_dynamodb_table.%s.stream_arn}".formatted(name);
        }
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("type", "string");
        variable.put("description", "ARN of the stream of table %s".formatted(table.name()));
        variables.put(name + "_stream_arn", variable);
        return "${var.%s_stream_arn}".formatted(name);
    }

    private void mapping(String function, Table table) {
        EventSourceMapping source = table.source();
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("event_source_arn", stream(table));
        mapping.put("function_name", "${aws_lambda_alias.%s.arn}".formatted(function));
        mapping.put(
                "depends_on",
                List.of("aws_iam_role_policy." + function)); // without the policy it can't read the stream
        mapping.put("starting_position", source.startingPosition().name());
        mapping.put("batch_size", source.batchSize());
        mapping.put("maximum_batching_window_in_seconds", source.batchWindow().toSeconds());
        mapping.put("parallelization_factor", source.parallelizationFactor());
        mapping.put("maximum_retry_attempts", source.maximumRetryAttempts());
        if (source.maximumRecordAge() != null) {
            mapping.put(
                    "maximum_record_age_in_seconds", source.maximumRecordAge().toSeconds());
        }
        mapping.put("bisect_batch_on_function_error", source.bisectOnError());
        if (source.reportBatchItemFailures()) {
            mapping.put("function_response_types", List.of("ReportBatchItemFailures"));
        }
        if (source.onFailure() != null) {
            mapping.put("destination_config", Map.of("on_failure", Map.of("destination_arn", source.onFailure())));
        }
        Criteria criteria = Criteria.of(table.routes(), table.keys(), table.unmatched(), options.mostFilters());
        comments.addAll(criteria.comments(table.id()));
        if (!criteria.patterns().isEmpty()) {
            List<Map<String, String>> filters = criteria.patterns().stream()
                    .map(pattern -> Map.of("pattern", literal(pattern)))
                    .toList();
            mapping.put("filter_criteria", Map.of("filter", filters));
        }
        add("aws_lambda_event_source_mapping", Names.snake(table.id()), mapping);
    }

    /** Escapes the sequences that Terraform would interpret. */
    private static String literal(String text) {
        return text.replace("${", "$${").replace("%{", "%%{");
    }

    private void table(Table table) {
        add(TABLE, Names.snake(table.id()), TerraformTable.of(table));
    }

    private void idempotencyTable() {
        deployment.newIdempotencyTable().ifPresent(name -> {
            if (resources.getOrDefault(TABLE, Map.of()).containsKey(IDEMPOTENCY)) {
                throw Names.takenByIdempotency(IDEMPOTENCY);
            }
            add(TABLE, IDEMPOTENCY, TerraformTable.ofIdempotency(name));
        });
    }
}
