package io.millrace.handler.ready.search;

import io.millrace.handler.kit.Client;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Signs with AWS credentials from the SDK's default chain. Source: "Signing HTTP requests to Amazon OpenSearch Service" in the
 * Amazon OpenSearch Service Developer Guide.
 */
final class SigV4 implements Signing {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Client<DefaultCredentialsProvider> credentials =
            new Client<>(() -> DefaultCredentialsProvider.builder().build());
    private final Client<Region> region;

    /** A Region that is looked up once. */
    private record Region(String name) implements AutoCloseable {

        @Override
        public void close() {}
    }

    /** @param region looked up by the SDK's default chain when {@code null} */
    SigV4(@Nullable String region) {
        this.region = new Client<>(() -> new Region(region == null ? regionOfChain() : region));
    }

    private static String regionOfChain() {
        return new DefaultAwsRegionProviderChain().getRegion().id();
    }

    @Override
    public SdkHttpRequest signed(SdkHttpRequest request, byte[] body) {
        return signer.sign(sign -> sign.identity(credentials.get().resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "es")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.get().name()))
                .request();
    }

    @Override
    public void close() {
        credentials.close();
    }
}
