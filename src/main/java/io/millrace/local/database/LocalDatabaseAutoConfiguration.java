package io.millrace.local.database;

import io.millrace.dispatch.Listeners;
import io.millrace.function.EntryFunction;
import io.millrace.mapping.Deployment;
import io.millrace.source.EventSourceListener;
import io.millrace.time.Time;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Starts the local database, in the profile {@code local}, if Spring MVC is present. */
@AutoConfiguration(afterName = "io.millrace.config.MillraceAutoConfiguration")
@Profile("local")
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(OnLocalDatabase.class)
class LocalDatabaseAutoConfiguration {

    @Bean
    LocalDynamoDb millraceLocalDynamoDb(Deployment deployment, Time time) {
        return new LocalDynamoDb(deployment, time.clock());
    }

    @Bean
    static LocalClients millraceLocalClients(Environment environment, ObjectProvider<LocalDynamoDb> database) {
        return new LocalClients(other(environment), database::getObject);
    }

    /** The client for beans that use the application's tables. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    DynamoDbClient millraceLocalDynamoDbClient(Environment environment, ObjectProvider<LocalDynamoDb> database) {
        return LocalDynamoDb.client(other(environment), database::getObject);
    }

    private static @Nullable URI other(Environment environment) {
        return environment.getProperty("millrace.local.endpoint", URI.class);
    }

    @Bean
    LocalStreams millraceLocalStreams(
            LocalDynamoDb database,
            Deployment deployment,
            EntryFunction entry,
            ObjectProvider<EventSourceListener> listeners,
            Time time) {
        Listeners<EventSourceListener> all = new Listeners<>(
                EventSourceListener.class, listeners.orderedStream().toList());
        return new LocalStreams(database, deployment.local(), entry, all, time);
    }

    @Bean
    LocalGreeting millraceLocalGreeting(Deployment deployment, LocalDynamoDb database) {
        return new LocalGreeting(deployment, database);
    }
}
