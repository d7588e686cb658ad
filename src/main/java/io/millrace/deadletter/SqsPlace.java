package io.millrace.deadletter;

import io.millrace.dispatch.DeadLetterStore;
import io.millrace.dispatch.Sleeper;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** An address like {@code sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/dead-letters}. */
record SqsPlace(URI queue) {

    private static final Pattern HOST = Pattern.compile("sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws|api\\.aws).*");

    static SqsPlace of(String address) {
        String url = address.substring("sqs:".length());
        if (!url.matches("https?://[^/]+/.+")) {
            throw DeadLetters.wrong(address, "holds no queue URL");
        }
        try {
            return new SqsPlace(URI.create(url));
        } catch (IllegalArgumentException e) {
            throw DeadLetters.wrong(address, "holds no queue URL");
        }
    }

    SqsDeadLetters store(Optional<DeadLetterStore> overflow, Sleeper sleeper) {
        return new SqsDeadLetters(client(), queue.toString(), overflow, sleeper);
    }

    SqsSource source() {
        return new SqsSource(client(), queue.toString());
    }

    private Supplier<SqsClient> client() {
        return new Once<>(() -> {
            SqsClientBuilder client = SqsClient.builder()
                    .endpointOverride(endpoint())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .overrideConfiguration(Limits::set);
            region().ifPresent(client::region);
            return client.build();
        });
    }

    private URI endpoint() {
        return queue.resolve("/");
    }

    Optional<Region> region() {
        Matcher host = HOST.matcher(queue.getHost());
        return host.matches() ? Optional.of(Region.of(host.group(1))) : Optional.empty();
    }
}
