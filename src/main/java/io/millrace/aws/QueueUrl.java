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
 * @param region that the host names; {@code null} for a server that is not AWS's own
 */
public record QueueUrl(URI url, @Nullable String region) {

    private static final Pattern URL = Pattern.compile("https?://[^/\\s]+/+[^/\\s]\\S*");

    /** The host of the service, of a VPC endpoint, or in the legacy form. */
    private static final Pattern HOST = Pattern.compile(
            "(?:(?:[a-z0-9-]+\\.)?sqs(?:-fips)?\\.(?<region>[a-z0-9-]+)|(?<legacy>[a-z0-9-]+)\\.queue)\\.(?:vpce\\.)?(?:amazonaws|api\\.aws|localhost).*");

    /** Reads a URL; empty if it is not that of a queue. */
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
     * Returns the same queue in a Region, for a URL whose host does not name one.
     *
     * @param other ignored when {@code null}
     * @throws IllegalArgumentException if the host names another Region
     */
    public QueueUrl inRegion(@Nullable String other) {
        if (other != null && region != null && !other.equals(region)) {
            throw new IllegalArgumentException("'%s' is not the Region of queue '%s'".formatted(other, url));
        }
        return new QueueUrl(url, other == null ? region : other);
    }

    /** Returns the settings of the queue's client: the URL's own host, and the Region that it names. */
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

    /** Returns the permission to send to the queue. */
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

    /** Whether the queue keeps the order of messages. */
    public boolean fifo() {
        return url.getPath().endsWith(".fifo");
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
