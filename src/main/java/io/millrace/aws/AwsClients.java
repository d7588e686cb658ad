package io.millrace.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Creates all clients of AWS services: each when it is first needed, with the application's customizers. They are closed
 * together. Any thread may call.
 */
public final class AwsClients implements AutoCloseable {

    private final Supplier<List<AwsClientCustomizer>> customizers;
    private final List<SdkAutoCloseable> created = new ArrayList<>();

    /** @param customizers called when a client is created; returns them in the order in which they apply */
    public AwsClients(Supplier<List<AwsClientCustomizer>> customizers) {
        this.customizers = customizers;
    }

    /** Returns a client with the limits of handlers. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
            Supplier<C> client(String name, ClientSettings settings, Supplier<B> builder) {
        return client(name, settings, CallLimits.OF_HANDLERS, builder);
    }

    /**
     * Returns a client, which the first call of the supplier creates.
     *
     * @param name of the user, as for {@link AwsClientCustomizer}
     * @param builder creates the builder of the service's client, such as {@code S3Client::builder}
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
            Supplier<C> client(String name, ClientSettings settings, CallLimits limits, Supplier<B> builder) {
        return SingletonSupplier.of(() -> create(name, settings.set(builder.get()), limits));
    }

    private <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C create(
            String name, B builder, CallLimits limits) {
        customizers.get().forEach(customizer -> customizer.customize(name, builder));
        builder.overrideConfiguration(limits.in(builder.overrideConfiguration()));
        return keep(builder.build());
    }

    private synchronized <C extends SdkAutoCloseable> C keep(C client) {
        created.add(client);
        return client;
    }

    /** Closes the clients that were created. */
    @Override
    public synchronized void close() {
        created.forEach(SdkAutoCloseable::close);
        created.clear();
    }
}
