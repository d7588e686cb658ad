package io.millrace.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * Customizes the clients of AWS services that Millrace creates: those of ready-made handlers, dead letters, idempotency and
 * redrive. All beans of this type are applied in their order, once for each client, before its first call. A client that the
 * application itself declares as a bean is not customized.
 */
@FunctionalInterface
public interface AwsClientCustomizer {

    /**
     * Customizes a client. Region, endpoint and HTTP client are set already and may be replaced. Time-outs and retries are set
     * afterwards, where the override configuration has none. Throwing fails the call that needs the client.
     *
     * @param name the handler that uses the client, or {@code millrace.dead-letter}, {@code millrace.dead-letter-overflow},
     *     {@code millrace.idempotency} or {@code redrive}
     * @param builder of the service's synchronous client, such as {@code S3ClientBuilder}
     */
    void customize(String name, AwsClientBuilder<?, ?> builder);
}
