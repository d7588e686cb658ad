package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mails over SMTP, to GreenMail. */
final class SmtpCase implements ThroughputCase {

    private final MailServer server = MailServer.start();
    private final MailTemplates templates = new MailTemplates();

    @Override
    public List<String> settings() {
        return templates.settings(
                "transport: smtp",
                "smtp: { host: 127.0.0.1, port: %d, encryption: none }"
                        .formatted(server.endpoint().getPort()));
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        JavaMailSenderImpl sender = sender();
        List<MimeMessage> mails =
                records.stream().map(record -> mail(sender, record)).toList();
        return () -> mails.forEach(sender::send);
    }

    private JavaMailSenderImpl sender() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.endpoint().getPort());
        Properties timeouts = new Properties();
        timeouts.setProperty("mail.smtp.connectiontimeout", "5000");
        timeouts.setProperty("mail.smtp.timeout", "15000");
        timeouts.setProperty("mail.smtp.writetimeout", "15000");
        sender.setJavaMailProperties(timeouts);
        return sender;
    }

    private static MimeMessage mail(JavaMailSenderImpl sender, DynamodbStreamRecord record) {
        try {
            MimeMessage mail = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_RELATED, "UTF-8");
            helper.setFrom(MailTemplates.FROM, "Things");
            helper.setTo(MailTemplates.TO);
            helper.setSubject(MailTemplates.subject(record));
            helper.setText(MailTemplates.text(record), MailTemplates.html(record));
            mail.setHeader("X-Millrace-Event", "0".repeat(32));
            return mail;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void reset() {
        server.clear();
    }

    @Override
    public void close() {
        server.close();
        templates.close();
    }
}
