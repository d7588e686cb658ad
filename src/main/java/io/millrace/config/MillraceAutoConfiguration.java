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
    ReadyMade millraceReadyMade(Environment environment, ObjectProvider<HandlerType<?>> types) {
        return new ReadyMade(environment, types);
    }

    @Bean
    Configured millraceConfigured(
            Environment environment,
            ConfigurableListableBeanFactory beans,
            ReadyMade readyMade,
            DynamoDbIdempotency idempotency,
            AwsClients clients,
            Stopping stopping) {
        return new TablesReader(environment, beans, readyMade, stopping, Time.SYSTEM)
                .read(idempotency::store, new DeadLetters(clients, Time.SYSTEM.sleeper()));
    }

    @Bean
    TableFunctions millraceTableFunctions(Configured configured) {
        return configured.tables();
    }

    @Bean(EntryFunction.NAME)
    EntryFunction millraceEntryFunction(Configured configured) {
        return new EntryFunction(configured.tables(), configured.unknownTable(), configured.deadlines());
    }

    @Bean
    FunctionDefinition millraceFunctionDefinition(
            Environment environment, TableFunctions tables, FunctionRegistry functions) {
        return new FunctionDefinition(
                environment.getProperty("spring.cloud.function.definition", ""), tables, functions);
    }

    @Bean
    @Lazy
    Deployment millraceDeployment(Environment environment, Configured configured, ReadyMade readyMade) {
        return DeploymentReader.read(environment, configured, readyMade);
    }

    @Bean
    Greeting millraceGreeting(
            Configured configured, ReadyMade readyMade, DynamoDbIdempotency idempotency, Environment environment) {
        Lacks lacks = Lacks.of(configured.tables(), readyMade, idempotency, environment);
        return new Greeting(configured.tables(), configured.doubts(), () -> lacks.told(Surroundings.ofProcess()));
    }
}
