package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.MillraceApplication;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.testkit.MailServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order that is put into the local database is confirmed by a mail. */
@ExtendWith(OutputCaptureExtension.class)
class OrderConfirmationIntegrationTests {

    private static final Pattern WRITTEN =
            Pattern.compile("Wrote mail for table 'Orders', INSERT \\d+ to (\\S+\\.eml)");

    @TempDir
    Path directory;

    @Test
    void writesAFileAndSaysWhereItIs(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext context = start("--millrace.handlers.order-mail.directory=" + directory)) {
            order(context);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> WRITTEN.matcher(output).find());

            Matcher written = WRITTEN.matcher(output);
            assertThat(written.find()).isTrue();
            try (InputStream file = Files.newInputStream(Path.of(written.group(1)))) {
                assertConfirms(new MimeMessage(Session.getInstance(new Properties()), file));
            }
            assertThat(output).doesNotContain("ada@example.com");
        }
    }

    @Test
    void sendsItOverSmtp() throws Exception {
        try (MailServer server = MailServer.start();
                ConfigurableApplicationContext context = start(
                        "--millrace.handlers.order-mail.transport=smtp",
                        "--millrace.handlers.order-mail.smtp.host=127.0.0.1",
                        "--millrace.handlers.order-mail.smtp.encryption=none",
                        "--millrace.handlers.order-mail.smtp.port="
                                + server.endpoint().getPort())) {
            order(context);
            await().atMost(Duration.ofSeconds(20)).until(() -> !server.mails().isEmpty());

            assertThat(server.mails()).hasSize(1);
            assertConfirms(server.mails().get(0));
        }
    }

    @Test
    void changesTheHandlerOfItsRouteAndNothingElse() {
        try (ConfigurableApplicationContext context = start()) {
            TableFunctions tables = context.getBean(TableFunctions.class);

            assertThat(tables.all().stream().map(TableFunction::id))
                    .containsExactly("products", "game-events", "pettracker", "books", "orders");
            assertThat(tables.byId("orders").orElseThrow().routes())
                    .singleElement()
                    .satisfies(route -> {
                        assertThat(route.name()).isEqualTo("confirm");
                        assertThat(route.describe()).isEqualTo("INSERT");
                    });
        }
    }

    private static void assertConfirms(MimeMessage mail) throws Exception {
        assertThat(mail.getSubject()).isEqualTo("Pinehead Records: Order Confirmation");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("orders@pinehead.example", "Pinehead Records"));
        assertThat(mail.getRecipients(RecipientType.TO)).containsExactly(new InternetAddress("ada@example.com"));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent())
                .isEqualTo(Stream.of(
                                "Pinehead Records: Order Confirmation",
                                "",
                                "Order ID: o-1",
                                "Album: Kind of <Blue> (1959)",
                                "Format: Vinyl",
                                "Amount: 24.9",
                                "")
                        .reduce((text, line) -> text + "\r\n" + line)
                        .orElseThrow());
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains(
                        "<li>Album: Kind of &lt;Blue&gt;</li>",
                        "<li>Format: Vinyl</li>",
                        "<li><b>Amount: 24.9</b></li>");
    }

    private static void order(ConfigurableApplicationContext context) {
        context.getBean(DynamoDbClient.class).putItem(put -> put.tableName("Orders")
                .item(Map.of(
                        "id", AttributeValue.fromS("o-1"),
                        "timestamp", AttributeValue.fromS("2026-11-21T10:00:00Z"),
                        "email", AttributeValue.fromS("ada@example.com"),
                        "amount", AttributeValue.fromN("24.9"),
                        "album",
                                AttributeValue.fromM(Map.of(
                                        "title", AttributeValue.fromS("Kind of <Blue>"),
                                        "year", AttributeValue.fromN("1959"),
                                        "format", AttributeValue.fromS("Vinyl"))))));
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        String[] all = Stream.concat(
                        List.of("--server.port=0", "--millrace.local.port=0").stream(), Stream.of(arguments))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(MillraceApplication.class)
                .profiles("local")
                .run(all);
    }
}
