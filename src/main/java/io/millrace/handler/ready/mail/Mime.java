package io.millrace.handler.ready.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Letters as MIME messages. */
final class Mime {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private Mime() {}

    /** A message with the letter's id. */
    private static final class Message extends MimeMessage {

        private final String id;

        private Message(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    static MimeMessage message(Session session, Letter letter, Instant date) throws MessagingException {
        MimeMessage message = new Message(session, letter.messageId());
        message.setHeader(Letter.EVENT_HEADER, letter.event().id());
        message.setSentDate(Date.from(date));
        write(List.of(letter.envelope().from()), "From", message);
        write(letter.envelope().replyTo(), "Reply-To", message);
        write(letter.envelope().to(), "To", message);
        write(letter.envelope().cc(), "Cc", message);
        write(letter.envelope().bcc(), "Bcc", message);
        message.setHeader("Subject", MimeUtility.fold("Subject: ".length(), EncodedWords.text(letter.subject())));
        write(letter.body(), message);
        return message;
    }

    /** Breaks lines behind addresses and encoded words. */
    private static void write(List<Address> addresses, String header, MimeMessage message) throws MessagingException {
        if (!addresses.isEmpty()) {
            message.setHeader(
                    header,
                    addresses.stream()
                            .map(Address::encoded)
                            .collect(Collectors.joining(",\r\n "))
                            .replace("?= ", "?=\r\n "));
        }
    }

    private static void write(Letter.Body body, MimeMessage message) throws MessagingException {
        if (body.text() != null && body.html() != null) {
            MimeMultipart both = new MimeMultipart("alternative");
            both.addBodyPart(text(new MimeBodyPart(), body.text(), "plain"));
            both.addBodyPart(text(new MimeBodyPart(), body.html(), "html"));
            message.setContent(both);
        } else if (body.text() != null) {
            text(message, body.text(), "plain");
        } else if (body.html() != null) {
            text(message, body.html(), "html");
        }
    }

    /** Ends all lines alike, as mails require. */
    private static <P extends MimePart> P text(P part, String text, String subtype) throws MessagingException {
        part.setText(text.replaceAll("\r\n|\r|\n", "\r\n"), UTF_8, subtype);
        return part;
    }
}
