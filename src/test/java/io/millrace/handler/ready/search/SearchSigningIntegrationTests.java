package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.SequenceNumber;
import io.millrace.handler.ready.search.SearchType.Authentication;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.LocalServer;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import io.millrace.testkit.SearchServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clusters that ask who calls. Signatures are checked by AWS's own client for Python. */
@ExtendWith(LocalCredentials.class)
class SearchSigningIntegrationTests {

    private static final String TOKEN = "aws.sessionToken";

    private final SearchServer server = SearchServer.shared(SearchIndex.newest());

    private SearchIndex index;

    @BeforeEach
    void makePlace() {
        index = new SearchIndex(server, "größe+100%25-" + UUID.randomUUID());
    }

    @AfterEach
    void restoreCredentials() {
        credentials("local", "local");
        System.clearProperty(TOKEN);
    }

    @Test
    void signsForTheRegion() throws Exception {
        assertWrites("eu-west-1", Authentication.SIGV4, null, "eu-west-1");
    }

    @Test
    void signsForTheRegionOfTheChainWhereNoneIsSet() throws Exception {
        assertWrites("eu-central-1", Authentication.SIGV4, null, null);
    }

    @Test
    void signsAsARoleWithItsSessionToken() throws Exception {
        credentials("role", "local");
        System.setProperty(TOKEN, "token");

        assertWrites("eu-west-1", Authentication.SIGV4, null, "eu-west-1");
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "local, wrong, eu-west-1, the signature does not match",
        "wrong, local, eu-west-1, the security token in the request is invalid",
        "local, local, eu-west-2, the signature is for region 'eu-west-2'",
    })
    void tellsWhatIsWrongWithASignature(String key, String secret, String region, String told) throws Exception {
        credentials(key, secret);

        assertFails("eu-west-1", Authentication.SIGV4, null, region, "the cluster answered 403 " + told);
    }

    @Test
    void saysWhoItIsByNameAndPassword() throws Exception {
        assertWrites("user:swordfish", Authentication.BASIC, "user", null);
    }

    @ParameterizedTest
    @CsvSource({"user:other", "other:swordfish"})
    void tellsThatNameOrPasswordIsWrong(String wanted) throws Exception {
        assertFails(wanted, Authentication.BASIC, "user", null, "the cluster answered 401");
    }

    private void assertWrites(
            String wanted, Authentication authentication, @Nullable String user, @Nullable String region)
            throws Exception {
        try (LocalServer gateway = gateway(wanted);
                SearchHandler handler = index.handler(gateway.endpoint(), null, authentication, user, region)) {
            handle(handler, insert("101", "a/b?c=ü &%"), insert("102", "#+%2F"));
            handle(handler, record(Records.modify(), "103", "a/b?c=ü &%").after("name", Attributes.s("später €")));
            handle(handler, record(Records.remove(), "104", "#+%2F"));
        }

        assertThat(index.documents()).containsExactly(Map.entry("a/b?c=ü &%25#7", "{\"name\":\"später €\"}"));
        assertThat(server.documents(index.tombstones())).hasSize(1);
    }

    private void assertFails(
            String wanted,
            Authentication authentication,
            @Nullable String user,
            @Nullable String region,
            String message)
            throws Exception {
        try (LocalServer gateway = gateway(wanted);
                SearchHandler handler = index.handler(gateway.endpoint(), null, authentication, user, region)) {
            assertThat(handler.handle(List.of(insert("101", "a").change())).get(new SequenceNumber("101")))
                    .hasMessage(message);
        }
    }

    /** @param wanted a region, or name:password */
    private LocalServer gateway(String wanted) {
        return LocalServer.python("signed.py", server.endpoint().toString(), wanted);
    }

    private static void credentials(String key, String secret) {
        System.setProperty("aws.accessKeyId", key);
        System.setProperty("aws.secretAccessKey", secret);
    }

    private static RecordBuilder insert(String number, String id) {
        return record(Records.insert(), number, id).after("name", Attributes.s("früher"));
    }

    private static RecordBuilder record(RecordBuilder record, String number, String id) {
        return record.sequenceNumber(number).key("PK", Attributes.s(id)).key("SK", Attributes.n("7.0"));
    }

    private static void handle(SearchHandler handler, RecordBuilder... records) throws InterruptedException {
        assertThat(handler.handle(
                        List.of(records).stream().map(RecordBuilder::change).toList()))
                .isEmpty();
    }
}
