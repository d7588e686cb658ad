package io.millrace.testkit;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** A server that takes mails over SMTP, in this process, on a free port of the loopback interface. Any thread may use it. */
public final class MailServer implements AutoCloseable {

    private final GreenMail server;

    /** Answers at once: as it comes, it takes 40 ms for the answer to EHLO, which has several lines. */
    private static final class Prompt extends GreenMail {

        private Prompt(ServerSetup setup) {
            super(setup);
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
            return Map.of(setups[0].getProtocol(), new SmtpServer(setups[0], managers) {
                @Override
                protected ProtocolHandler createProtocolHandler(Socket client) {
                    try {
                        client.setTcpNoDelay(true);
                    } catch (SocketException e) {
                        throw new UncheckedIOException(e);
                    }
                    return super.createProtocolHandler(client);
                }
            });
        }
    }

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** Starts one without mails. */
    public static MailServer start() {
        return start(ServerSetup.PROTOCOL_SMTP);
    }

    /** Starts one that speaks TLS from the first byte, with a certificate that nobody trusts. */
    public static MailServer startWithTls() {
        return start(ServerSetup.PROTOCOL_SMTPS);
    }

    private static MailServer start(String protocol) {
        LoggingSystem.get(MailServer.class.getClassLoader()).setLogLevel("com.icegreen.greenmail", LogLevel.OFF);
        GreenMail server = new Prompt(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return new MailServer(server);
    }

    /** Lets somebody log in, and from then on nobody else. */
    public void allow(String username, String password) {
        server.setUser(username + "@example.com", username, password);
        server.getUserManager().setAuthRequired(true);
    }

    public URI endpoint() {
        return URI.create(
                "smtp://127.0.0.1:" + (server.getSmtp() == null ? server.getSmtps() : server.getSmtp()).getPort());
    }

    /** The mails that it has taken: one for each recipient. */
    public List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    /** Their subjects. */
    public List<String> subjects() {
        try {
            List<String> subjects = new ArrayList<>();
            for (MimeMessage mail : mails()) {
                subjects.add(mail.getSubject());
            }
            return subjects;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets all mails. */
    public void clear() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
