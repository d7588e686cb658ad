package io.millrace.handler.ready.mail;

import io.millrace.handler.ready.mail.SmtpSettings.Server;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Reads why a server refused a letter. Answers of servers may contain recipients, so only their numbers are kept. */
final class SmtpFailure {

    private static final Pattern REPLY = Pattern.compile(
            "(?:^|response: )([45]\\d\\d)(?:[ -]([45]\\.\\d{1,3}\\.\\d{1,3}))?(?![\\d.])", Pattern.MULTILINE);

    private SmtpFailure() {}

    static MailException of(Server server, MailException failure) {
        Set<String> reasons = new LinkedHashSet<>();
        collect(failure, reasons);
        if (failure instanceof MailSendException several) {
            several.getFailedMessages().values().forEach(one -> collect(one, reasons));
        }
        String why = reasons.isEmpty() ? failure.getClass().getSimpleName() : String.join(", ", reasons);
        if (failure instanceof MailAuthenticationException) {
            return new MailAuthenticationException("the mail server %s refused the login: %s".formatted(server, why));
        }
        return new MailSendException("the mail server %s did not take the mail: %s".formatted(server, why));
    }

    private static void collect(@Nullable Throwable failure, Set<String> reasons) {
        if (failure instanceof IOException) {
            reasons.add(failure.toString());
        } else if (failure instanceof MessagingException messaging) {
            reply(messaging, reasons);
            collect(messaging.getNextException(), reasons);
        } else if (failure != null) {
            collect(failure.getCause(), reasons);
        }
    }

    private static void reply(MessagingException failure, Set<String> reasons) {
        Matcher reply = REPLY.matcher(String.valueOf(failure.getMessage()));
        if (reply.find()) {
            reasons.add(reply.group(2) == null ? reply.group(1) : reply.group(1) + " " + reply.group(2));
        } else if (failure.getNextException() == null) {
            reasons.add(failure.getClass().getSimpleName());
        }
    }
}
