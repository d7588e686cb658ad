package io.millrace.aws;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * What the SDK's default chains find of Region and credentials in this process and its files, without calling a service or the
 * instance's metadata. Source: "Using environment variables, system properties and shared files" in the AWS SDKs and Tools
 * Reference Guide.
 */
public final class Surroundings {

    private static final Pattern CREDENTIALS =
            Pattern.compile("aws_access_key_id|role_arn|sso_.*|credential_.*|web_identity_.*|login_.*");

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> variables;
    private final Supplier<Optional<Profile>> profile;

    /** @param profile read only if properties and variables have no value */
    Surroundings(
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> variables,
            Supplier<Optional<Profile>> profile) {
        this.properties = properties;
        this.variables = variables;
        this.profile = profile;
    }

    /** Returns those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(System::getProperty, System::getenv, Surroundings::sharedProfile);
    }

    /** The first client reports a file that can't be read. */
    private static Optional<Profile> sharedProfile() {
        try {
            String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
            return ProfileFile.defaultProfileFile().profile(name);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a Region is set. */
    public boolean knowRegion() {
        return property("aws.region") || variable("AWS_REGION") || has("region"::equals);
    }

    /** Whether credentials are set, or a source of credentials. */
    public boolean knowCredentials() {
        return property("aws.accessKeyId")
                || Stream.of(
                                "AWS_ACCESS_KEY_ID",
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                "AWS_CONTAINER_CREDENTIALS_FULL_URI")
                        .anyMatch(this::variable)
                || property("aws.webIdentityTokenFile")
                || has(CREDENTIALS.asMatchPredicate());
    }

    private boolean property(String name) {
        return isSet(properties.apply(name));
    }

    private boolean variable(String name) {
        return isSet(variables.apply(name));
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private boolean has(Predicate<String> key) {
        return profile.get().stream()
                .flatMap(found -> found.properties().keySet().stream())
                .anyMatch(key);
    }
}
