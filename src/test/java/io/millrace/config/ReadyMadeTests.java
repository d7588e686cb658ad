package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.function.TableFunctions;
import io.millrace.handler.kit.HandlerType;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Handlers that the configuration makes. */
@ExtendWith(OutputCaptureExtension.class)
class ReadyMadeTests {

    private static final String TYPES =
            Yaml.of("").types().stream().map(HandlerType::name).sorted().toList() + ".";

    private static final List<Arguments> MISTAKES = List.of(
            mistake("no type", "audit2: { show-images: true }", ".type: a handler needs a type. Known types: " + TYPES),
            mistake(
                    "another type",
                    "audit2: { type: logs }",
                    ".type: there is no type 'logs'. Did you mean 'log'? Known types: " + TYPES),
            mistake(
                    "another key",
                    "audit2: { type: log, show-image: true }",
                    ".show-image: unknown key 'show-image'. Did you mean 'show-images'? Known keys here: [message, show-images, raw]."),
            mistake(
                    "another Region than the queue's",
                    "audit2: { type: sqs, queue-url: 'https://sqs.eu-west-1.amazonaws.com/1/a', region: us-east-1 }",
                    ".region: 'us-east-1' is not the Region of queue 'https://sqs.eu-west-1.amazonaws.com/1/a'. Leave it out."),
            mistake("queue left out", "audit2: { type: sqs }", ".queue-url: type 'sqs' needs the URL of a queue."),
            mistake(
                    "a queue's ARN",
                    "audit2: { type: sqs, queue-url: 'arn:aws:sqs:eu-west-1:1:changes' }",
                    ".queue-url: 'arn:aws:sqs:eu-west-1:1:changes' is not the URL of a queue, such as "
                            + "https://sqs.eu-central-1.amazonaws.com/123456789012/changes."),
            mistake(
                    "template of something else",
                    "audit2: { type: sqs, queue-url: 'http://127.0.0.1:1/q', message: '{{nwe.title}}' }",
                    ".message: the template asks for 'nwe.title'. A change has 'new.<path>', 'old.<path>', "
                            + "'keys.<name>', 'event' and 'table'."),
            mistake(
                    "attributes of a text",
                    "audit2: { type: sqs, queue-url: 'http://127.0.0.1:1/q', message: '{{new.title}}', exclude: price }",
                    ".exclude: it is about the change as JSON, but 'message' is a text of its own. Leave one of them out."),
            mistake(
                    "another value",
                    "audit2: { type: log, show-images: perhaps }",
                    ".show-images: 'perhaps' is neither true nor false."));

    @TempDir
    Path directory;

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String handlers, String mistake) {
        Yaml.of("millrace.handlers:\n  " + handlers)
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.audit2" + mistake);
    }

    @Test
    void tellsWhichLibraryATypeNeeds() {
        Yaml.of("millrace.handlers.audit2: { type: sqs }")
                .without(SqsClient.class)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.handlers.audit2.type: type 'sqs' needs the library "
                                + "software.amazon.awssdk:sqs, which is missing. Add it to the dependencies.");
    }

    @Test
    void logsWithoutContentsUnlessToldTo(CapturedOutput output) {
        DynamodbStreamRecord record = Records.modify()
                .table("products")
                .sequenceNumber("111")
                .key("id", Attributes.s("a-key"))
                .before("price", Attributes.n("1"))
                .after("price", Attributes.n("2.50"))
                .build();
        try (ConfigurableApplicationContext context = start("""
                millrace:
                  handlers:
                    quiet: { type: log }
                    open: { type: log, show-images: true }
                    whole: { type: log, raw: true }
                  tables:
                    products:
                      routes: { a: { handlers: [quiet, open, whole, restock] } }
                """)) {
            TableFunctions tables = context.getBean(TableFunctions.class);
            tables.byId("products").orElseThrow().run(Records.event(List.of(record)), Deadline.NONE);

            assertThat(output)
                    .containsPattern("handler\\.log\\.quiet +: Table 'products': MODIFY 111, changed \\[price]\\R")
                    .contains(
                            ": Table 'products': MODIFY 111, changed [price], keys {\"id\":\"a-key\"}, old {\"price\":1}, new {\"price\":2.50}")
                    .containsPattern(
                            "handler\\.log\\.whole +: Table 'products': MODIFY 111, changed \\[price], record \\{\"event.*\"NewImage\":\\{.*\"price\":\\{\"N\":\"2.50\"}");
            assertThat(context.getBean(FunctionCatalog.class).getNames(null)).doesNotContain("quiet", "open");
        }
    }

    @Test
    void logsATextAsOneLine(CapturedOutput output) {
        DynamodbStreamRecord record = Records.modify()
                .table("products")
                .sequenceNumber("112")
                .key("id", Attributes.s("a-key"))
                .before("score", Attributes.n("44"))
                .after("score", Attributes.n("46"))
                .after("name", Attributes.s("Ada\r\n2026-11-21 ERROR forged"))
                .build();
        try (ConfigurableApplicationContext context = start("""
                logging.level.io.millrace.handler.log.shown: debug
                millrace:
                  handlers:
                    scores: { type: log, message: "{{new.name}}: {{old.score}} to {{new.score}}" }
                    shown: { type: log }
                  tables:
                    products:
                      routes: { a: { handlers: [scores, shown, restock] } }
                """)) {
            TableFunctions tables = context.getBean(TableFunctions.class);
            tables.byId("products").orElseThrow().run(Records.event(List.of(record)), Deadline.NONE);

            assertThat(output.toString().lines().filter(line -> line.contains("MODIFY 112")))
                    .satisfiesExactly(
                            text -> assertThat(text)
                                    .contains(" INFO ")
                                    .endsWith(": Table 'products': MODIFY 112: Ada 2026-11-21 ERROR forged: 44 to 46"),
                            line -> assertThat(line).contains(" INFO ").endsWith("MODIFY 112, changed [name, score]"),
                            images -> assertThat(images)
                                    .contains("DEBUG ")
                                    .contains(": Table 'products': MODIFY 112, changed [")
                                    .contains("], keys {\"id\":\"a-key\"}, old {\"score\":44}, new {"));
        }
    }

    @Test
    void runsHandlersOfTablesWhoseNamesStandInBrackets(CapturedOutput output) {
        DynamodbStreamRecord record = Records.insert()
                .table("Orders_1")
                .sequenceNumber("113")
                .key("id", Attributes.s("a"))
                .build();
        try (ConfigurableApplicationContext context = start("""
                millrace:
                  handlers: { '[to Log]': { type: log, message: "kept" } }
                  tables:
                    '[Orders_1]': { keys: { partition: id }, routes: { '[New!]': { partition-key: a, handlers: [to Log] } } }
                """)) {
            TableFunctions tables = context.getBean(TableFunctions.class);
            tables.byId("Orders_1").orElseThrow().run(Records.event(List.of(record)), Deadline.NONE);

            assertThat(output).contains(": Table 'Orders_1': INSERT 113: kept");
            assertThat(context.getBean(FunctionCatalog.class).getNames(null)).contains("Orders_1");
        }
    }

    @Test
    void refusesTheNameOfABean(CapturedOutput output) {
        assertThatThrownBy(() -> start("millrace.handlers.restock.type: log"))
                .isInstanceOf(BeanDefinitionOverrideException.class);
        assertThat(output)
                .contains("millrace.handlers.restock: there is a bean of that name already: "
                        + "io.millrace.config.SmallApplication.restock().")
                .contains("Give the handler another name.");
    }

    private ConfigurableApplicationContext start(String text) {
        Path file = SmallApplication.configuration(directory, text);
        return new SpringApplicationBuilder(SmallApplication.class)
                .web(WebApplicationType.NONE)
                .run("--spring.config.location=" + file);
    }

    private static Arguments mistake(String name, String handlers, String text) {
        return arguments(named(name, handlers), text);
    }
}
