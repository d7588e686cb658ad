package io.millrace.handler.ready.search;

import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.search.SearchType.Settings;
import io.millrace.time.Time;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Maintains a document for each item in an index of OpenSearch or Elasticsearch, with the item's attributes, until the item is
 * removed. Each document stores which change it shows, and a removed item leaves a tombstone in a separate index, so repeated
 * and late changes have no effect at any time: see {@link Stored}. Of several changes of an item in one call, the last is
 * written.
 */
@AutoConfiguration
@Lazy
record SearchType(Time time) implements HandlerType<Settings> {

    private static final String ENDPOINT = "endpoint";

    /** How calls are authenticated. */
    enum Authentication {
        NONE,
        BASIC,
        SIGV4
    }

    /**
     * @param endpoint URL of the cluster.
     * @param index Index of the documents, which is created if it is missing.
     * @param id Id of an item's document: {{keys.PK}}#{{keys.SK}}; all keys in the order of their names when left out.
     * @param include Attributes of the items in the documents; all when left out.
     * @param exclude Attributes that are not in the documents.
     * @param mapping File for the creation of a missing index, as JSON: settings, mappings, aliases; numbers become double
     *     when left out.
     * @param tombstones Index of removed items; the documents' index with '-tombstones' when left out.
     * @param versionField Field of each document that holds which change it shows.
     * @param authentication How calls are authenticated: none, basic or sigv4.
     * @param username Name for basic authentication.
     * @param password Password for basic authentication.
     * @param region Region for SigV4; by the SDK's default chain when left out.
     */
    record Settings(
            @Nullable String endpoint,
            @Nullable String index,
            @Nullable String id,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable String mapping,
            @Nullable String tombstones,
            @DefaultValue("millrace_version") String versionField,
            @DefaultValue("none") Authentication authentication,
            @Nullable String username,
            @Nullable String password,
            @Nullable String region) {

        /** Leaves out the password. */
        @Override
        public String toString() {
            return "Settings[endpoint=%s, index=%s, authentication=%s]".formatted(endpoint, index, authentication);
        }
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Set<Image> images(Settings settings, EventName event) {
        return Image.of(event, Set.of(Image.NEW));
    }

    @Override
    public Handler handler(String name, Settings settings) {
        Calls calls = new Calls(endpoint(settings), signing(settings), time);
        VersionField field = VersionField.parse(settings.versionField());
        String documents = IndexName.required("index", settings.index());
        String tombstones = settings.tombstones() == null ? documents + "-tombstones" : settings.tombstones();
        if (documents.equals(IndexName.required("tombstones", tombstones))) {
            throw new InvalidSettingException(
                    "tombstones",
                    "'%s' holds the documents. Tombstones need an index of their own.".formatted(tombstones));
        }
        Cluster cluster = new Cluster(
                calls,
                field,
                new IndexDefinition(documents, IndexDefinition.body(settings.mapping(), field)),
                new IndexDefinition(tombstones, IndexDefinition.tombstones(field)));
        Documents content = new Documents(
                DocumentId.parse(settings.id()),
                AttributeChoice.of(settings.include(), settings.exclude()),
                field,
                time.clock());
        return new SearchHandler(content, cluster, time.sleeper());
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return settings.authentication() == Authentication.SIGV4
                ? List.of(SettingChecks.client(settings.region(), null))
                : List.of();
    }

    /** Permits all domains, since the endpoint does not identify one. */
    @Override
    public List<Permission> permissions(Settings settings) {
        return settings.authentication() == Authentication.SIGV4
                ? List.of(Permission.inAccount("es", settings.region(), "domain/*", "es:ESHttpPost", "es:ESHttpPut"))
                : List.of();
    }

    private static URI endpoint(Settings settings) {
        URI address = SettingChecks.address(
                ENDPOINT, SettingChecks.required("search", ENDPOINT, settings.endpoint(), "the address of a cluster"));
        if (address.getUserInfo() != null || address.getQuery() != null) {
            throw new InvalidSettingException(
                    ENDPOINT,
                    "an address without user and query is expected. Set 'username' and 'password' with 'authentication: basic'.");
        }
        return address;
    }

    private static Signing signing(Settings settings) {
        Authentication authentication = settings.authentication();
        refuse(authentication, Authentication.BASIC, "username", settings.username());
        refuse(authentication, Authentication.BASIC, "password", settings.password());
        refuse(authentication, Authentication.SIGV4, "region", settings.region());
        return switch (authentication) {
            case NONE -> Signing.NONE;
            case BASIC ->
                Signing.basic(wanted("username", settings.username()), wanted("password", settings.password()));
            case SIGV4 ->
                new SigV4(SettingChecks.client(settings.region(), null).region());
        };
    }

    private static void refuse(
            Authentication authentication, Authentication belongsTo, String key, @Nullable String value) {
        if (authentication != belongsTo && value != null) {
            throw new InvalidSettingException(
                    key,
                    "it requires 'authentication: %s', which is not set."
                            .formatted(belongsTo.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static String wanted(String key, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new InvalidSettingException(key, "'authentication: basic' needs it.");
        }
        return value;
    }
}
