package io.millrace.handler.ready.mail;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.History;
import io.millrace.testkit.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Mails whose subjects tell changes apart. */
public final class Marks {

    private static final Path TEMPLATES =
            Path.of("src/test/resources/io/millrace/handler/ready/mail").toAbsolutePath();

    private Marks() {}

    /** The file of a template. */
    static Path template(String name) {
        return TEMPLATES.resolve(name);
    }

    /** The settings of a handler, with these ones of its transport. */
    public static List<String> settings(String... transport) {
        List<String> settings = new ArrayList<>(List.of(
                "type: mail",
                "from: Things <things@example.com>",
                "to: '{{new.email ?: someone@example.com}}'",
                "subject: '{{event}} {{keys.id}} {{new.mark ?: none}} {{old.mark ?: none}}'",
                "text: '%s'".formatted(template("thing.txt")),
                "html: '%s'".formatted(template("thing.html"))));
        settings.addAll(List.of(transport));
        return settings;
    }

    /** The subjects of the mails for these changes. */
    static Set<String> of(List<DynamodbStreamRecord> history) {
        return history.stream().map(Marks::of).collect(Collectors.toSet());
    }

    private static String of(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        return "%s %s %s %s"
                .formatted(
                        record.getEventName(),
                        change.getKeys().get("id").getS(),
                        mark(change.getNewImage()),
                        mark(change.getOldImage()));
    }

    private static String mark(@Nullable Map<String, AttributeValue> image) {
        return image == null ? "none" : image.get("mark").getS();
    }

    /** A change with an address. */
    static DynamodbStreamRecord withAddress(String sequenceNumber, String email) {
        return Records.insert()
                .table(History.TABLE)
                .sequenceNumber(sequenceNumber)
                .key("id", Attributes.s("addressed"))
                .after("mark", Attributes.s(sequenceNumber))
                .after("email", Attributes.s(email))
                .build();
    }
}
