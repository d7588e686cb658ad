package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the generated template lets ready-made handlers do. */
class TemplatePermissionsTests {

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

        Map<String, Object> resources = below(new Yaml().load(out.toString()), "Resources");
        assertThat(below(resources, "BooksFunction", "Properties")
                        .get("Policies")
                        .toString())
                .contains("Action=[sqs:SendMessage]", "arn:${AWS::Partition}:sqs:eu-west-1:123456789012:news")
                .contains("Action=[s3:PutObject]", "arn:${AWS::Partition}:s3:::audit/changes/*")
                .contains(
                        "Action=[dynamodb:UpdateItem, dynamodb:ConditionCheckItem]",
                        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/Totals")
                .contains("Action=[dynamodb:PutItem]", "table/millrace-aggregates");
        assertThat(below(resources, "OrdersFunction", "Properties")).doesNotContainKey("Policies");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> below(Map<String, Object> json, String... names) {
        Map<String, Object> at = json;
        for (String name : names) {
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
