package io.millrace.deadletter;

import io.millrace.aws.AwsClientCustomizer;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.QueueUrl;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.time.Sleeper;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Creates stores and sources of dead letters from their addresses: {@code sqs:<queue URL>}, {@code s3://<bucket>/<prefix>} and
 * {@code file:<directory>}. AWS clients take region and credentials from the SDK's own chain.
 *
 * @param sleeper waits between attempts
 */
public record DeadLetters(AwsClients clients, Sleeper sleeper) {

    private static final String RIGHT =
            "A place for dead letters is sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.";

    /**
     * Returns the store at an address.
     *
     * @param name of the client that it needs, as {@link AwsClientCustomizer} receives it
     * @param overflow stores entries that are too large for a queue
     * @throws IllegalArgumentException if the address is invalid, or the client library for it is missing; the message
     *     says what would be right
     */
    public DeadLetterStore store(String name, String address, Optional<DeadLetterStore> overflow) {
        return switch (scheme(address)) {
            case SQS -> SqsPlace.of(address).store(name, overflow, this);
            case S3 -> S3Place.of(address).letters(name, clients);
            case FILE -> new FileDeadLetters(directory(address));
        };
    }

    /**
     * The entries at an address, to be handled again.
     *
     * @throws IllegalArgumentException as for {@link #store}
     */
    public DeadLetterSource source(String name, String address) {
        return switch (scheme(address)) {
            case SQS -> SqsPlace.of(address).source(name, clients);
            case S3 -> S3Place.of(address).letters(name, clients);
            case FILE -> new FileDeadLetters(directory(address));
        };
    }

    /** Returns the endpoint of the client that an address needs; empty if it needs none or is invalid. */
    public static Optional<ClientSettings> client(String address) {
        if (isQueue(address)) {
            return QueueUrl.find(address.substring("sqs:".length())).map(QueueUrl::client);
        }
        return address.startsWith("s3:") ? Optional.of(ClientSettings.DEFAULT) : Optional.empty();
    }

    /** Whether entries there are limited in size. */
    public static boolean isQueue(String address) {
        return address.startsWith("sqs:");
    }

    /** Whether entries are stored on the disk of this process. */
    public static boolean isDirectory(String address) {
        return address.startsWith("file:");
    }

    private enum Scheme {
        SQS,
        S3,
        FILE
    }

    private static Scheme scheme(String address) {
        if (isQueue(address)) {
            requireLibrary(address, "software.amazon.awssdk.services.sqs.SqsClient", "sqs");
            return Scheme.SQS;
        }
        if (address.startsWith("s3:")) {
            requireLibrary(address, "software.amazon.awssdk.services.s3.S3Client", "s3");
            return Scheme.S3;
        }
        if (isDirectory(address)) {
            return Scheme.FILE;
        }
        throw new IllegalArgumentException("'%s' is no place for dead letters. %s".formatted(address, RIGHT));
    }

    private static void requireLibrary(String address, String client, String artifact) {
        try {
            Class.forName(client, false, DeadLetters.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "'%s' needs the client library software.amazon.awssdk:%s, which is missing. Add it to the dependencies; a build of Millrace's own Lambda zip takes it with -P%s."
                            .formatted(address, artifact, artifact));
        }
    }

    private static Path directory(String address) {
        String path = address.substring("file:".length()).replaceFirst("^///", "/");
        if (path.isBlank() || path.startsWith("//")) {
            throw new IllegalArgumentException(
                    "'%s' names no directory. It looks like file:./dead-letters or file:/var/dead-letters."
                            .formatted(address));
        }
        return Path.of(path);
    }

    static IllegalArgumentException wrong(String address, String problem) {
        return new IllegalArgumentException("'%s' %s. %s".formatted(address, problem, RIGHT));
    }
}
