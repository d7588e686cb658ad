package io.millrace.handler.ready.mail;

import io.millrace.handler.ready.mail.SmtpSettings.Encryption;
import io.millrace.handler.ready.mail.SmtpSettings.Server;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.function.SingletonSupplier;

/** An SMTP server, with a connection for each letter. */
final class SmtpTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Server server;
    private final InstantSource clock;
    private final Supplier<JavaMailSenderImpl> sender;

    SmtpTransport(SmtpSettings settings, InstantSource clock) {
        this.server = settings.server();
        this.clock = clock;
        this.sender = SingletonSupplier.of(() -> sender(settings));
    }

    @Override
    public void send(Letter letter) throws MessagingException {
        JavaMailSenderImpl client = sender.get();
        MimeMessage message = Mime.message(client.getSession(), letter, clock.instant());
        try {
            client.send(message);
        } catch (MailException e) {
            if (!isTaken(e)) {
                throw SmtpFailure.of(server, e);
            }
        }
    }

    /** Whether the server had accepted the letter before the connection failed. */
    private static boolean isTaken(MailException failure) {
        return failure instanceof MailSendException afterwards
                && afterwards.getFailedMessages().isEmpty()
                && afterwards.getCause() != null;
    }

    private static JavaMailSenderImpl sender(SmtpSettings settings) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.server().host());
        sender.setPort(settings.server().port());
        sender.setUsername(settings.username());
        sender.setPassword(settings.password());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        sender.setJavaMailProperties(properties(settings));
        return sender;
    }

    /** Source: "Package org.eclipse.angus.mail.smtp" in the API documentation of Angus Mail. */
    private static Properties properties(SmtpSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", millis(CONNECT));
        properties.setProperty("mail.smtp.timeout", millis(ANSWER));
        properties.setProperty("mail.smtp.writetimeout", millis(ANSWER));
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.username() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean starttls = settings.encryption() == Encryption.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(starttls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(starttls));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(settings.encryption() == Encryption.TLS));
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
