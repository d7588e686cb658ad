package io.millrace.local;

import io.millrace.dispatch.Time;
import io.millrace.function.EntryFunction;
import io.millrace.local.database.LocalClients;
import io.millrace.local.database.LocalDynamoDb;
import io.millrace.local.database.LocalStreams;
import io.millrace.source.EventSourceListener;
import io.millrace.template.Deployment;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.DispatcherServlet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The database on this machine, in the profile {@code local}, where DynamoDB Local and Spring MVC are there. */
@AutoConfiguration(afterName = "io.millrace.config.MillraceAutoConfiguration")
@Profile("local")
@ConditionalOnClass(
        value = DispatcherServlet.class,
        name = "software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LocalDatabaseAutoConfiguration {

    @Bean
    LocalDynamoDb millraceLocalDynamoDb(Deployment deployment) {
        return new LocalDynamoDb(deployment);
    }

    @Bean
    static LocalClients millraceLocalClients(ObjectProvider<LocalDynamoDb> database) {
        return new LocalClients(database::getObject);
    }

    /** What writes to a table of this application, writes it here. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    DynamoDbClient millraceLocalDynamoDbClient(ObjectProvider<LocalDynamoDb> database) {
        return LocalDynamoDb.client(database::getObject);
    }

    @Bean
    LocalStreams millraceLocalStreams(
            LocalDynamoDb database,
            Deployment deployment,
            EntryFunction entry,
            ObjectProvider<EventSourceListener> listeners,
            Time time) {
        EventSourceListener listener = listeners.getIfUnique(() -> new EventSourceListener() {});
        return new LocalStreams(database, deployment.local(), entry, listener, time);
    }

    @Bean
    LocalGreeting millraceLocalGreeting(Deployment deployment, LocalDynamoDb database) {
        return new LocalGreeting(deployment, database);
    }
}
