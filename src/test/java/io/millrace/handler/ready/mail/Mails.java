package io.millrace.handler.ready.mail;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.time.Time;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.env.MockEnvironment;

/** Handlers of mails, and the mails themselves. */
final class Mails {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    private static final String SENDER = "Things <things@example.com>";

    private Mails() {}

    static RecordHandler handler(MailType.Settings settings) {
        MailType type = new MailType(new AwsClients(List::of), new Time(CLOCK, wait -> {}), new MockEnvironment());
        return (RecordHandler) type.handler("mailer", settings);
    }

    /** A handler that writes files. */
    static RecordHandler intoFiles(Path directory, String to, String subject) {
        return handler(settings(List.of(to), subject, MailType.Via.FILE, directory, null));
    }

    static RecordHandler overSmtp(int port, SmtpSettings.Encryption encryption, @Nullable String password) {
        SmtpSettings server =
                new SmtpSettings("127.0.0.1", port, password == null ? null : "ada", password, encryption);
        return handler(settings(
                List.of("{{new.email}}"), "{{new.title}}", MailType.Via.SMTP, Path.of("target/mails"), server));
    }

    static MailType.Settings settings(
            List<String> to, String subject, MailType.Via transport, Path directory, @Nullable SmtpSettings smtp) {
        return new MailType.Settings(
                SENDER,
                to,
                List.of("{{new.copy ?: }}"),
                List.of("{{new.hidden ?: }}"),
                List.of("{{new.answers ?: }}"),
                subject,
                Marks.template("thing.txt").toString(),
                Marks.template("thing.html").toString(),
                transport,
                directory.toString(),
                null,
                null,
                smtp);
    }

    /** An item that is new, with pairs of attributes and texts. */
    static Change<Item> change(String... attributes) {
        var record = Records.insert().eventId("event-1").sequenceNumber("123").key("id", Attributes.s("thing-1"));
        for (int i = 0; i < attributes.length; i += 2) {
            record.after(attributes[i], Attributes.s(attributes[i + 1]));
        }
        return change(record.build());
    }

    static Change<Item> change(DynamodbStreamRecord record) {
        return Change.of(record, Records.TABLE);
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    static MimeMessage read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    /** The text of one of its parts: 0 is plain, 1 is HTML. */
    static String part(MimeMessage mail, int part) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(part).getContent();
    }
}
