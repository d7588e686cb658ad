package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The mail that is sent for each change, as templates and as it comes out of them. */
final class MailTemplates implements AutoCloseable {

    static final String FROM = "things@example.com";
    static final String TO = "someone@example.com";

    private final Path directory;

    MailTemplates() {
        try {
            directory = Files.createTempDirectory("mail");
            Files.writeString(directory.resolve("thing.txt"), text("{{event}}", "{{keys.id}}"));
            Files.writeString(directory.resolve("thing.html"), html("{{event}}", "{{keys.id}}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> settings(String... transport) {
        List<String> settings = new ArrayList<>(List.of(
                "type: mail",
                "from: Things <%s>".formatted(FROM),
                "to: " + TO,
                "subject: '{{event}} of {{keys.id}}'",
                "text: '%s'".formatted(directory.resolve("thing.txt")),
                "html: '%s'".formatted(directory.resolve("thing.html"))));
        settings.addAll(List.of(transport));
        return settings;
    }

    static String subject(DynamodbStreamRecord record) {
        return "%s of %s".formatted(record.getEventName(), id(record));
    }

    static String text(DynamodbStreamRecord record) {
        return text(record.getEventName(), id(record));
    }

    static String html(DynamodbStreamRecord record) {
        return html(record.getEventName(), id(record));
    }

    private static String text(String event, String id) {
        return "What happened: %s\nThe thing: %s\n%s".formatted(event, id, "Nothing else is known of it.\n".repeat(20));
    }

    private static String html(String event, String id) {
        return "<html><body><h1>%s</h1><p>%s</p>%s</body></html>"
                .formatted(event, id, "<p>Nothing else is known of it.</p>\n".repeat(20));
    }

    private static String id(DynamodbStreamRecord record) {
        return record.getDynamodb().getKeys().get("id").getS();
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
