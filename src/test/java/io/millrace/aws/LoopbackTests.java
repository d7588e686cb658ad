package io.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000",
                "http://LOCALHOST./",
                "http://sqs.eu-central-1.localhost:9324/q",
                "http://127.0.0.1",
                "http://127.1.2.3:4566",
                "http://[::1]:8000"
            })
    void isAHostOfThisMachine(String url) {
        assertThat(Loopback.is(URI.create(url).getHost())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dynamodb.eu-central-1.amazonaws.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://mylocalhost",
                "http://10.0.0.1"
            })
    void isNoOtherHost(String url) {
        assertThat(Loopback.is(URI.create(url).getHost())).isFalse();
    }

    @Test
    void isNoMissingHost() {
        assertThat(Loopback.is(null)).isFalse();
    }
}
