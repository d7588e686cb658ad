package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ready.mail.SmtpSettings.Encryption;
import io.millrace.testkit.MailServer;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

class SmtpTransportIntegrationTests {

    private static final Change<Item> CHANGE = Mails.change("email", "ada@example.com", "title", "Größe");

    @Test
    void deliversToAllRecipientsAndKeepsHiddenOnesHidden() throws Exception {
        try (MailServer server = MailServer.start()) {
            send(
                    server,
                    Encryption.NONE,
                    null,
                    Mails.change("email", "ada@example.com", "title", "Größe", "hidden", "eve@example.com"));

            assertThat(server.mails()).hasSize(2);
            MimeMessage mail = server.mails().get(0);
            assertThat(mail.getSubject()).isEqualTo("Größe");
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(Mails.part(mail, 0)).contains("Title: Größe");
            assertThat(Mails.part(mail, 1)).contains("<h1>INSERT of thing-1</h1>");
        }
    }

    @Test
    void tellsRepeatsByTheirMessageId() throws Exception {
        try (MailServer server = MailServer.start()) {
            send(server, Encryption.NONE, null, CHANGE);
            send(server, Encryption.NONE, null, CHANGE);

            List<MimeMessage> mails = server.mails();
            assertThat(mails.get(0).getMessageID())
                    .isEqualTo(mails.get(1).getMessageID())
                    .matches("<[0-9a-f]{32}@example\\.com>");
        }
    }

    @Test
    void logsIn() throws Exception {
        try (MailServer server = MailServer.start()) {
            server.allow("ada", "secret");
            send(server, Encryption.NONE, "secret", CHANGE);

            assertThat(server.mails()).hasSize(1);
            assertThatThrownBy(() -> send(server, Encryption.NONE, "wrong", CHANGE))
                    .isInstanceOf(MailAuthenticationException.class)
                    .hasMessage("the mail server %s refused the login: 535 5.7.8", address(server))
                    .hasNoCause();
        }
    }

    @Test
    void sendsNothingWhereItCanNotBeEncrypted() {
        try (MailServer server = MailServer.start()) {
            assertThatThrownBy(() -> send(server, Encryption.STARTTLS, null, CHANGE))
                    .isInstanceOf(MailSendException.class)
                    .hasMessageStartingWith("the mail server %s did not take the mail: ", address(server));
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerThatNobodyVouchesFor() {
        try (MailServer server = MailServer.startWithTls()) {
            assertThatThrownBy(() -> send(server, Encryption.TLS, null, CHANGE))
                    .isInstanceOf(MailSendException.class)
                    .hasMessageContaining("PKIX path building failed");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void saysThatNobodyListens() {
        MailServer server = MailServer.start();
        int port = server.endpoint().getPort();
        server.close();

        assertThatThrownBy(() -> send(port, Encryption.NONE, null, CHANGE))
                .isInstanceOf(MailSendException.class)
                .hasMessageStartingWith(
                        "the mail server 127.0.0.1:%d did not take the mail: java.net.ConnectException: Connection refused",
                        port);
    }

    @Test
    void saysWhyARecipientIsRefusedAndNotWhoItIs() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.start("RCPT", "550 5.1.1 <ada@example.com>: no such user")) {
            assertThatThrownBy(() -> send(server.port(), Encryption.NONE, null, CHANGE))
                    .isInstanceOf(MailSendException.class)
                    .hasMessage(
                            "the mail server 127.0.0.1:%d did not take the mail: 550 5.1.1".formatted(server.port()))
                    .hasNoCause();
            assertThat(server.said()).doesNotContain("DATA");
        }
    }

    @Test
    void saysWhyAMailIsRefused() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.start(".", "554 5.7.1 rejected: mail to ada@example.com is spam")) {
            assertThatThrownBy(() -> send(server.port(), Encryption.NONE, null, CHANGE))
                    .hasMessage(
                            "the mail server 127.0.0.1:%d did not take the mail: 554 5.7.1".formatted(server.port()));
        }
    }

    @Test
    void isDoneOnceTheMailIsTakenHoweverTheServerGoes() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.start("QUIT", null)) {
            send(server.port(), Encryption.NONE, null, CHANGE);

            assertThat(server.said()).contains("DATA", "QUIT");
        }
    }

    private static void send(MailServer server, Encryption encryption, @Nullable String password, Change<Item> change)
            throws Exception {
        send(server.endpoint().getPort(), encryption, password, change);
    }

    private static void send(int port, Encryption encryption, @Nullable String password, Change<Item> change)
            throws Exception {
        Mails.overSmtp(port, encryption, password).handle(change);
    }

    private static String address(MailServer server) {
        return "127.0.0.1:" + server.endpoint().getPort();
    }
}
