package io.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.ClientSettings.Lack;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.profiles.Profile;

class SurroundingsTests {

    private static final ClientSettings AWS = ClientSettings.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "aws.region,              AWS_REGION,                             region,            REGION",
        "aws.accessKeyId,         AWS_ACCESS_KEY_ID,                      aws_access_key_id, CREDENTIALS",
        "aws.webIdentityTokenFile, AWS_WEB_IDENTITY_TOKEN_FILE,           role_arn,          CREDENTIALS",
        "aws.accessKeyId,         AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, sso_session,       CREDENTIALS",
        "aws.accessKeyId,         AWS_CONTAINER_CREDENTIALS_FULL_URI,     credential_process, CREDENTIALS",
    })
    void findWhatPropertiesVariablesAndTheProfileTell(String property, String variable, String key, Lack lack) {
        assertThat(AWS.lacks(of(Map.of(), Map.of(), Map.of()))).contains(lack);
        assertThat(AWS.lacks(of(Map.of(property, "a"), Map.of(), Map.of()))).doesNotContain(lack);
        assertThat(AWS.lacks(of(Map.of(), Map.of(variable, "a"), Map.of()))).doesNotContain(lack);
        assertThat(AWS.lacks(of(Map.of(), Map.of(), Map.of(key, "a")))).doesNotContain(lack);
        assertThat(AWS.lacks(of(Map.of(property, " "), Map.of(variable, ""), Map.of("output", "json"))))
                .containsExactly(Lack.REGION, Lack.CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4566",
                "http://127.0.0.1:9324",
                "http://127.1.2.3",
                "http://[::1]:4566",
                "http://LocalHost:1",
                "http://sqs.us-east-1.localhost:4566"
            })
    void areNotNeededOnThisMachine(String endpoint) {
        assertThat(new ClientSettings(null, URI.create(endpoint)).lacks(of(Map.of(), Map.of(), Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://emulator:4566", "https://localhost.example.com", "http://128.0.0.1"})
    void areNeededElsewhere(String endpoint) {
        Surroundings nothing = of(Map.of(), Map.of(), Map.of());

        assertThat(new ClientSettings(null, URI.create(endpoint)).lacks(nothing))
                .containsExactly(Lack.REGION, Lack.CREDENTIALS);
        assertThat(new ClientSettings("eu-west-1", URI.create(endpoint)).lacks(nothing))
                .containsExactly(Lack.CREDENTIALS);
    }

    private static Surroundings of(
            Map<String, String> properties, Map<String, String> variables, Map<String, String> profile) {
        return new Surroundings(
                properties::get,
                variables::get,
                () -> Optional.of(
                        Profile.builder().name("default").properties(profile).build()));
    }
}
