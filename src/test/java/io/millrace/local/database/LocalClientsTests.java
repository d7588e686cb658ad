package io.millrace.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.dynoxide.LocalStartException;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

class LocalClientsTests {

    private final LocalClients clients = new LocalClients(null, () -> {
        throw new IllegalStateException("asked at the first call");
    });

    @ParameterizedTest
    @CsvSource({
        ", true",
        "https://dynamodb.eu-west-1.amazonaws.com, true",
        "https://dynamodb.cn-north-1.amazonaws.com.cn, true",
        "https://vpce-1-a.dynamodb.eu-west-1.vpce.amazonaws.com, true",
        "https://123456789012.ddb.eu-west-1.amazonaws.com, true",
        "https://dynamodb.eu-west-1.api.aws, true",
        "https://DYNAMODB.us-east-1.AMAZONAWS.COM, true",
        "https://dynamodb.eusc-de-east-1.amazonaws.eu, true",
        "http://localhost:8000, false",
        "http://127.0.0.1:4566, false",
        "http://[::1]:8000, false",
        "http://dynamodb:8000, false",
        "http://amazonaws.com.example, false",
    })
    void takesTheClientsOfAwsAlone(@Nullable URI endpoint, boolean replaced) {
        DynamoDbClient client = client(DynamoDbClient.class, endpoint);

        Object bean = clients.postProcessAfterInitialization(client, "shop");

        assertThat(bean != client).isEqualTo(replaced);
        clients.destroy();
    }

    @Test
    void leavesWhatIsNoClientAndWhatStandsInForOne() {
        DynamoDbClient standIn = (DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> null);

        assertThat(clients.postProcessAfterInitialization("text", "text")).isEqualTo("text");
        assertThat(clients.postProcessAfterInitialization(standIn, "shop") == standIn)
                .isTrue();
    }

    @Test
    void refusesAClientThatItCanNotReplace() {
        DynamoDbAsyncClient client = client(DynamoDbAsyncClient.class, null); // there is no HTTP client for another one

        assertThatThrownBy(() -> clients.postProcessAfterInitialization(client, "shop"))
                .isInstanceOf(LocalStartException.class)
                .hasMessageMatching("The bean 'shop' would call DynamoDB in AWS from the profile 'local', and can't be "
                        + "redirected to the local database: Unable to load an HTTP implementation .*\\. Give it the "
                        + "endpoint of your own server in this profile, or remove it\\.");
    }

    private <T> T client(Class<T> type, @Nullable URI endpoint) {
        DynamoDbServiceClientConfiguration configuration = DynamoDbServiceClientConfiguration.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(endpoint)
                .overrideConfiguration(ClientOverrideConfiguration.builder().build())
                .build();
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> configuration));
    }
}
