package io.millrace.deadletter;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/** How long calls for dead letters may take: they come when something is wrong already, and often when time is short. */
final class Limits {

    private Limits() {}

    static void set(ClientOverrideConfiguration.Builder configuration) {
        configuration.apiCallTimeout(Duration.ofSeconds(10)).apiCallAttemptTimeout(Duration.ofSeconds(5));
    }
}
