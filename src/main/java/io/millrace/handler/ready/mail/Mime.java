package io.millrace.handler.ready.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Letters as MIME messages. */
final class Mime {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private Mime() {}

    /** A message whose id is the letter's. */
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
        message.setFrom(address(letter.envelope().from()));
        message.setReplyTo(nullIfEmpty(letter.envelope().replyTo()));
        message.setRecipients(RecipientType.TO, nullIfEmpty(letter.envelope().to()));
        message.setRecipients(RecipientType.CC, nullIfEmpty(letter.envelope().cc()));
        message.setRecipients(RecipientType.BCC, nullIfEmpty(letter.envelope().bcc()));
        message.setSubject(letter.subject(), UTF_8);
        write(letter.body(), message);
        return message;
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

    /** Lines end alike, as mails want it. */
    private static <P extends MimePart> P text(P part, String text, String subtype) throws MessagingException {
        part.setText(text.replaceAll("\r\n|\r|\n", "\r\n"), UTF_8, subtype);
        return part;
    }

    private static InternetAddress @Nullable [] nullIfEmpty(List<Address> addresses) {
        List<InternetAddress> all = new ArrayList<>();
        addresses.forEach(address -> all.add(address(address)));
        return all.isEmpty() ? null : all.toArray(InternetAddress[]::new);
    }

    private static InternetAddress address(Address address) {
        try {
            return new InternetAddress(address.mailbox(), address.name(), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
