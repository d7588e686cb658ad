package io.millrace.deadletter;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/** An address like {@code s3://bucket/prefix}. */
record S3Place(String bucket, String prefix) {

    private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    static S3Place of(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw DeadLetters.wrong(address, "names no bucket");
        }
        String prefix = parts.group(2) == null ? "" : parts.group(2);
        return new S3Place(parts.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    S3DeadLetters letters(String name, AwsClients clients) {
        return new S3DeadLetters(
                bucket, prefix, clients.client(name, ClientSettings.DEFAULT, LetterCalls.LIMITS, S3Client::builder));
    }
}
