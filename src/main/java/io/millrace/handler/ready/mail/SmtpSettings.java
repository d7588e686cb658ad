package io.millrace.handler.ready.mail;

import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An SMTP server.
 *
 * @param host Name or address of the server.
 * @param port Port of the server; 587 with starttls, 465 with tls, 25 with none when left out.
 * @param username User name for the login, together with a password; no login when left out.
 * @param password Password for the login.
 * @param encryption How the connection is encrypted: starttls, tls (from the first byte) or none.
 */
record SmtpSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("starttls") Encryption encryption) {

    /** The encryption of the connection. A server without it is sent nothing. */
    enum Encryption {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int port;

        Encryption(int port) {
            this.port = port;
        }
    }

    /** The address of the server. */
    record Server(String host, int port) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    static SmtpSettings checked(@Nullable SmtpSettings settings) {
        if (settings == null) {
            throw new InvalidSettingException("smtp.host", "type 'mail' needs the host of an SMTP server.");
        }
        settings.check();
        return settings;
    }

    private void check() {
        SettingChecks.required("mail", "smtp.host", host, "the host of an SMTP server");
        if (port != null && (port < 1 || port > 65_535)) {
            throw new InvalidSettingException(
                    "smtp.port", "%d is not a port, which is from 1 to 65535.".formatted(port));
        }
        if ((username == null) != (password == null)) {
            throw new InvalidSettingException(
                    username == null ? "smtp.username" : "smtp.password",
                    "to log in takes both a username and a password. Set both, or leave both out.");
        }
    }

    Server server() {
        return new Server(String.valueOf(host), port == null ? encryption.port : port);
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "SmtpSettings[%s, username=%s, encryption=%s]".formatted(server(), username, encryption);
    }
}
