package io.millrace.aws;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of an SQS queue, such as {@code https://sqs.eu-central-1.amazonaws.com/123456789012/changes}. Source: "Amazon SQS
 * queue and message identifiers" in the Amazon SQS Developer Guide.
 *
 * @param region that its host names; {@code null} for a server that is not AWS's own
 */
public record QueueUrl(URI url, @Nullable String region) {

    private static final Pattern URL = Pattern.compile("https?://[^/\\s]+/+[^/\\s]\\S*");

    /** Of the service, of a VPC endpoint, and of the time before them. */
    private static final Pattern HOST = Pattern.compile(
            "(?:(?:[a-z0-9-]+\\.)?sqs(?:-fips)?\\.(?<region>[a-z0-9-]+)|(?<legacy>[a-z0-9-]+)\\.queue)\\.(?:vpce\\.)?(?:amazonaws|api\\.aws|localhost).*");

    /** Reads a URL; empty if it is none of a queue. */
    public static Optional<QueueUrl> find(String text) {
        try {
            return Optional.of(text)
                    .filter(url -> URL.matcher(url).matches())
                    .map(URI::create)
                    .filter(url -> url.getHost() != null)
                    .map(url -> new QueueUrl(url, region(url)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The same in a Region, where the URL's host doesn't name it.
     *
     * @param other nothing is changed when {@code null}
     * @throws IllegalArgumentException if the host names another Region
     */
    public QueueUrl inRegion(@Nullable String other) {
        if (other != null && region != null && !other.equals(region)) {
            throw new IllegalArgumentException("'%s' is not the Region of queue '%s'".formatted(other, url));
        }
        return new QueueUrl(url, other == null ? region : other);
    }

    /** Where a client of the queue finds it: the URL's own host, and the region that it names. */
    public ClientSettings client() {
        return new ClientSettings(region, url.resolve("/"));
    }

    private static @Nullable String region(URI url) {
        Matcher host = HOST.matcher(url.getHost());
        if (!host.matches()) {
            return null;
        }
        return host.group("region") == null ? host.group("legacy") : host.group("region");
    }

    /** What it takes to send to it. */
    public Permission sending() {
        String[] path = url.getPath().replaceFirst("^/+", "/").split("/");
        return new Permission(
                List.of("sqs:SendMessage"),
                "arn:{partition}:sqs:%s:%s:%s"
                        .formatted(
                                region == null ? "{region}" : region,
                                path.length < 3 ? "{account}" : path[path.length - 2],
                                path[path.length - 1]));
    }

    /** Whether it keeps what is sent in order. */
    public boolean fifo() {
        return url.getPath().endsWith(".fifo");
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
