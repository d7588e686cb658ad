package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.SesServer;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** Mails over SES, to aws-ses-v2-local. */
final class SesCase implements ThroughputCase {

    private final SesServer server = SesServer.start();
    private final MailTemplates templates = new MailTemplates();
    private final SesV2Client client = SesV2Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @Override
    public List<String> settings() {
        return templates.settings("transport: ses", "endpoint: " + server.endpoint());
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<SendEmailRequest> mails = records.stream().map(SesCase::mail).toList();
        return () -> mails.forEach(client::sendEmail);
    }

    private static SendEmailRequest mail(DynamodbStreamRecord record) {
        return SendEmailRequest.builder()
                .fromEmailAddress("\"Things\" <%s>".formatted(MailTemplates.FROM))
                .destination(to -> to.toAddresses(MailTemplates.TO))
                .content(content -> content.simple(message -> message.subject(text(MailTemplates.subject(record)))
                        .body(body ->
                                body.text(text(MailTemplates.text(record))).html(text(MailTemplates.html(record))))
                        .headers(header -> header.name("X-Millrace-Event").value("0".repeat(32)))))
                .build();
    }

    private static Content text(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }

    @Override
    public void reset() {
        server.clear();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        templates.close();
    }
}
