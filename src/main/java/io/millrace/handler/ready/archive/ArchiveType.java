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
import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes changes into a bucket, as gzipped JSON lines: one object for each batch, and for each hour where a batch spans several.
 * An object's name says which changes are in it, and none is written that is there already, so that the same changes may come
 * again. Other batches of the same changes make objects of their own: each change is there once at least, and known by its event
 * id and sequence number. Source: "PutObject" in the Amazon S3 API Reference.
 */
final class ArchiveType implements HandlerType<Settings> {

    private static final String BUCKET = "bucket";
    private static final String PREFIX = "prefix";

    private final AwsClients clients;
    private final Time time;

    ArchiveType(AwsClients clients, Time time) {
        this.clients = clients;
        this.time = time;
    }

    /**
     * @param bucket Name of the bucket.
     * @param prefix What the keys of all objects begin with. Handlers with other attributes need another one.
     * @param include Attributes of the images; all when left out.
     * @param exclude Attributes that are left out, of the keys too.
     * @param region Region of the bucket; by the SDK's own chain when left out.
     * @param endpoint Address of the service, where it is not that of AWS.
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
    public Class<Settings> settings() {
        return Settings.class;
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
     * Of a server at an address of its own the bucket is no part of the host's name. Objects are sent as they are, not in signed
     * chunks, behind which some servers hang up too early: they are written, but the call fails.
     */
    private Supplier<S3Client> client(String name, Settings settings) {
        ClientSettings place = SettingChecks.client(settings.region(), settings.endpoint());
        return clients.client(name, place, () -> S3Client.builder()
                .forcePathStyle(place.endpoint() != null)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false)));
    }
}
