package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the generated template lets ready-made handlers do, and what it leaves to others. */
class TemplatePermissionsTests {

    private static final String ITEMS =
            "[dynamodb:PutItem, dynamodb:DeleteItem, dynamodb:UpdateItem, dynamodb:ConditionCheckItem] ";
    private static final String PUT = "[dynamodb:PutItem] ";
    private static final String HERE = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:";
    private static final String IRELAND = "arn:${AWS::Partition}:dynamodb:eu-west-1:${AWS::AccountId}:";
    private static final String ELSEWHERE = "arn:aws:dynamodb:eu-west-1:210987654321:table/";

    private final StringWriter out = new StringWriter();

    @Test
    void allowsWhatTheHandlersOfATableNeed() {
        assertThat(run(
                        "template",
                        "--output=-",
                        "--millrace.handlers.news.type=sqs",
                        "--millrace.handlers.news.queue-url=https://sqs.eu-west-1.amazonaws.com/123456789012/news",
                        "--millrace.handlers.audit.type=archive",
                        "--millrace.handlers.audit.bucket=audit",
                        "--millrace.handlers.audit.prefix=changes",
                        "--millrace.handlers.totals.type=aggregate",
                        "--millrace.handlers.totals.table=Totals",
                        "--millrace.handlers.totals.key.author={{new.author}}",
                        "--millrace.handlers.totals.count=books",
                        "--millrace.tables.books.routes.added.handlers=bookLog,news,audit,totals"))
                .as(out::toString)
                .isZero();

        assertThat(properties("BooksFunction").get("Policies").toString())
                .contains("Action=[sqs:SendMessage]", "arn:${AWS::Partition}:sqs:eu-west-1:123456789012:news")
                .contains("Action=[s3:PutObject]", "arn:${AWS::Partition}:s3:::audit/changes/*")
                .contains(
                        "Action=[dynamodb:UpdateItem, dynamodb:ConditionCheckItem]",
                        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/Totals")
                .contains("Action=[dynamodb:PutItem]", "table/millrace-aggregates");
        assertThat(properties("OrdersFunction")).doesNotContainKey("Policies");
    }

    @Test
    void allowsWritesOfReplicasAndTheirVersions() {
        assertThat(granted("replicate", "table=Copies")).containsExactly(ITEMS + HERE + "table/Copies");
        assertThat(granted("replicate", "table=Copies", "region=eu-west-1", "versions=Versions"))
                .containsExactly(ITEMS + IRELAND + "table/Copies", PUT + IRELAND + "table/Versions");
    }

    @Test
    void allowsWritesOfReplicasElsewhere() {
        String table = "table=" + ELSEWHERE + "Copies";

        assertThat(granted("replicate", table)).containsExactly(ITEMS + ELSEWHERE + "Copies");
        assertThat(granted("replicate", table, "versions=Versions", "both-ways=true"))
                .containsExactly(ITEMS + ELSEWHERE + "Copies", PUT + ELSEWHERE + "Versions");
        assertThat(granted("replicate", table, "versions=" + ELSEWHERE + "Versions"))
                .containsExactly(ITEMS + ELSEWHERE + "Copies", PUT + ELSEWHERE + "Versions");
    }

    @Test
    void allowsSignedCallsOfADomain() {
        String domain = "endpoint=https://search-books.eu-west-1.es.amazonaws.com";

        assertThat(granted("search", domain, "index=books", "authentication=sigv4"))
                .containsExactly(
                        "[es:ESHttpPost, es:ESHttpPut] arn:${AWS::Partition}:es:${AWS::Region}:${AWS::AccountId}:domain/*");
        assertThat(granted("search", domain, "index=books", "authentication=sigv4", "region=eu-west-1"))
                .containsExactly(
                        "[es:ESHttpPost, es:ESHttpPut] arn:${AWS::Partition}:es:eu-west-1:${AWS::AccountId}:domain/*");
        assertThat(granted("search", domain, "index=books")).isEmpty();
    }

    /** What the function may do of the one table that has the one handler. */
    private List<String> granted(String type, String... settings) {
        List<String> words = new ArrayList<>(List.of(
                "template",
                "--output=-",
                "--millrace.handlers.one.type=" + type,
                "--millrace.tables.books.routes.added.handlers=one"));
        Stream.of(settings).map("--millrace.handlers.one."::concat).forEach(words::add);
        out.getBuffer().setLength(0);
        assertThat(run(words.toArray(String[]::new))).as(out::toString).isZero();
        JsonNode policies =
                JsonMapper.shared().valueToTree(properties("BooksFunction").getOrDefault("Policies", List.of()));
        return policies.path(0)
                .path("Statement")
                .valueStream()
                .map(statement -> "%s %s"
                        .formatted(
                                statement
                                        .path("Action")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList(),
                                statement.path("Resource").path("Fn::Sub").asString()))
                .toList();
    }

    @Test
    void givesNoFunctionToATableWithoutRoutes() {
        assertThat(run("template", "--output=-", "--millrace.tables.totals.name=Totals"))
                .isZero();

        assertThat(out.toString())
                .contains("# Table 'totals' has no route, and so no function.")
                .doesNotContain("Totals");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> properties(String function) {
        Map<String, Object> at = new Yaml().load(out.toString());
        for (String name : List.of("Resources", function, "Properties")) {
            at = (Map<String, Object>) at.get(name);
        }
        return at;
    }

    private int run(String... words) {
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words);
    }
}
