package io.millrace.config;

import io.millrace.aws.AwsClientCustomizer;
import io.millrace.aws.AwsClients;
import io.millrace.aws.Surroundings;
import io.millrace.deadletter.DeadLetters;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.handler.kit.DynamoDbBeans;
import io.millrace.handler.kit.HandlerType;
import io.millrace.mapping.Deployment;
import io.millrace.time.Time;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Wires tables, routes and handlers into functions. */
@AutoConfiguration(
        afterName = "org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration")
@Import(MillraceRegistrar.class)
class MillraceAutoConfiguration {

    @Bean
    @Lazy
    Time millraceTime() {
        return Time.SYSTEM;
    }

    @Bean
    Stopping millraceStopping(ConfigurableListableBeanFactory beans) {
        return new Stopping(beans);
    }

    @Bean
    AwsClients millraceAwsClients(ObjectProvider<AwsClientCustomizer> customizers) {
        return new AwsClients(() -> customizers.orderedStream().toList());
    }

    @Bean
    ApplicationDynamoDb millraceApplicationDynamoDb(ConfigurableListableBeanFactory beans, Environment environment) {
        return new DynamoDbBeans(beans, environment);
    }

    @Bean
    DynamoDbIdempotency millraceDynamoDbIdempotency(ApplicationDynamoDb application, AwsClients clients) {
        return new DynamoDbIdempotency(application, clients, Time.SYSTEM);
    }

    @Bean
    ReadyMade millraceReadyMade(Settings settings, ObjectProvider<HandlerType<?>> types) {
        return new ReadyMade(settings, types);
    }

    @Bean
    CheckedConfiguration millraceConfiguration(
            ReadyMade readyMade,
            ConfigurableListableBeanFactory beans,
            DynamoDbIdempotency idempotency,
            AwsClients clients,
            Stopping stopping) {
        return new TablesReader(readyMade, beans, stopping, Time.SYSTEM)
                .read(idempotency::store, new DeadLetters(clients, Time.SYSTEM.sleeper()));
    }

    @Bean
    TableFunctions millraceTableFunctions(CheckedConfiguration configuration) {
        return configuration.tables();
    }

    @Bean(EntryFunction.NAME)
    EntryFunction millraceEntryFunction(CheckedConfiguration configuration) {
        return new EntryFunction(
                configuration.tables(), configuration.properties().unknownTable(), configuration.deadlines());
    }

    @Bean
    FunctionDefinition millraceFunctionDefinition(
            Environment environment, TableFunctions tables, FunctionRegistry functions) {
        return new FunctionDefinition(
                environment.getProperty("spring.cloud.function.definition", ""), tables, functions);
    }

    @Bean
    @Lazy
    Deployment millraceDeployment(CheckedConfiguration configuration, ReadyMade readyMade) {
        return DeploymentReader.read(configuration, readyMade);
    }

    @Bean
    Greeting millraceGreeting(
            CheckedConfiguration configuration, ReadyMade readyMade, DynamoDbIdempotency idempotency) {
        MissingClientSettings missing = MissingClientSettings.of(configuration, readyMade, idempotency);
        return new Greeting(
                configuration.tables(), configuration.warnings(), () -> missing.warnings(Surroundings.ofProcess()));
    }
}
