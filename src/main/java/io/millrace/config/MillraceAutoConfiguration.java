package io.millrace.config;

import io.millrace.function.EntryFunction;
import io.millrace.function.FunctionDefinition;
import io.millrace.function.TableFunctions;
import io.millrace.function.UnknownTable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Wires tables, routes and handlers into functions. */
@AutoConfiguration(
        afterName = "org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration")
@Import(MillraceRegistrar.class)
class MillraceAutoConfiguration {

    @Bean
    TableFunctions tableFunctions(Environment environment, ConfigurableListableBeanFactory beans) {
        return new TablesReader(environment, beans).read();
    }

    @Bean(EntryFunction.NAME)
    EntryFunction entryFunction(TableFunctions tables, Environment environment) {
        return new EntryFunction(
                tables, environment.getProperty("millrace.unknown-table", UnknownTable.class, UnknownTable.FAIL));
    }

    @Bean
    FunctionDefinition functionDefinition(Environment environment, TableFunctions tables, FunctionRegistry functions) {
        return new FunctionDefinition(
                environment.getProperty("spring.cloud.function.definition", ""), tables, functions);
    }

    @Bean
    Greeting greeting(TableFunctions tables) {
        return new Greeting(tables);
    }
}
