package io.millrace.handler.ready.mail;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.handler.ready.mail.Letter.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** Amazon SES. Source: "SendEmail" in the Amazon SES API v2 Reference. */
final class SesTransport implements Transport {

    private final Supplier<SesV2Client> client;

    SesTransport(Supplier<SesV2Client> client) {
        this.client = client;
    }

    static SesTransport of(AwsClients clients, String handler, ClientSettings settings) {
        return new SesTransport(clients.client(handler, settings, SesV2Client::builder));
    }

    @Override
    public void send(Letter letter) {
        SendEmailRequest request = request(letter);
        try {
            client.get().sendEmail(request);
        } catch (AwsServiceException e) {
            throw refusal(e);
        }
    }

    /** Leaves out the message, which may contain recipients. */
    private static IllegalStateException refusal(AwsServiceException e) {
        String code =
                e.awsErrorDetails() == null ? "no code" : e.awsErrorDetails().errorCode();
        return new IllegalStateException(
                "SES refused the mail: %s, status %d, request %s".formatted(code, e.statusCode(), e.requestId()));
    }

    static SendEmailRequest request(Letter letter) {
        Envelope envelope = letter.envelope();
        return SendEmailRequest.builder()
                .fromEmailAddress(envelope.from().encoded())
                .destination(Destination.builder()
                        .toAddresses(encoded(envelope.to()))
                        .ccAddresses(encoded(envelope.cc()))
                        .bccAddresses(encoded(envelope.bcc()))
                        .build())
                .replyToAddresses(encoded(envelope.replyTo()))
                .content(content -> content.simple(message(letter)))
                .build();
    }

    private static Message message(Letter letter) {
        return Message.builder()
                .subject(text(letter.subject()))
                .body(Body.builder()
                        .text(text(letter.body().text()))
                        .html(text(letter.body().html()))
                        .build())
                .headers(header ->
                        header.name(Letter.EVENT_HEADER).value(letter.event().id()))
                .build();
    }

    private static @Nullable Content text(@Nullable String text) {
        return text == null
                ? null
                : Content.builder()
                        .data(text)
                        .charset(StandardCharsets.UTF_8.name())
                        .build();
    }

    private static List<String> encoded(List<Address> addresses) {
        return addresses.stream().map(Address::encoded).toList();
    }
}
