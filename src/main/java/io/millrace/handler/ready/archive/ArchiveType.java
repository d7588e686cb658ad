package io.millrace.handler.ready.archive;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.archive.ArchiveType.Settings;
import io.millrace.time.Time;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes changes to a bucket, as gzipped JSON lines: one object for each batch, and for each hour if a batch spans several. An
 * object's name identifies its changes, and an existing object is not written again, so the same changes may come again.
 * Batches with other bounds make objects of their own: each change is archived at least once, and identified by its event id
 * and sequence number. Source: "PutObject" in the Amazon S3 API Reference.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(S3Client.class)
record ArchiveType(AwsClients clients, Time time) implements HandlerType<Settings> {

    private static final String BUCKET = "bucket";
    private static final String PREFIX = "prefix";

    /**
     * @param bucket Name of the bucket.
     * @param prefix Prefix of the keys of all objects. Handlers with other attributes need another prefix.
     * @param include Attributes of the images; all when left out.
     * @param exclude Attributes that are left out, also of the keys.
     * @param region Region of the bucket; by the SDK's default chain when left out.
     * @param endpoint URL of the service, if it is not AWS's own.
     */
    record Settings(
            @Nullable String bucket,
            @DefaultValue("") String prefix,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable String region,
            @Nullable String endpoint) {}

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        Bucket bucket = new Bucket(bucket(settings.bucket()), client(name, settings), time);
        AttributeChoice choice = AttributeChoice.of(settings.include(), settings.exclude());
        return new Archive(prefix(settings.prefix()), new ChangeLine(choice), bucket, time);
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return List.of(SettingChecks.client(settings.region(), settings.endpoint()));
    }

    @Override
    public List<Permission> permissions(Settings settings) {
        return List.of(new Permission(
                List.of("s3:PutObject"),
                "arn:{partition}:s3:::%s/%s*".formatted(settings.bucket(), prefix(settings.prefix()))));
    }

    private static String bucket(@Nullable String bucket) {
        String name = SettingChecks.required("archive", BUCKET, bucket, "the name of a bucket");
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new InvalidSettingException(
                    BUCKET, "'%s' is not the name of a bucket, such as audit-changes.".formatted(name));
        }
        return name;
    }

    private static String prefix(String prefix) {
        if (prefix.startsWith("/")) {
            throw new InvalidSettingException(
                    PREFIX, "'%s' begins with a slash, which keys don't. Write it as in changes/.".formatted(prefix));
        }
        SettingChecks.plain(PREFIX, prefix);
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /**
     * Returns the client. A server with an endpoint of its own gets the bucket in the path, and not in the host name. Objects
     * are not sent in signed chunks: some servers close the connection too early after those, so that the object is written
     * but the call fails.
     */
    private Supplier<S3Client> client(String name, Settings settings) {
        ClientSettings place = SettingChecks.client(settings.region(), settings.endpoint());
        return clients.client(name, place, () -> S3Client.builder()
                .forcePathStyle(place.endpoint() != null)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false)));
    }
}
