package io.millrace.function.lambda;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration.JsonMapperConfiguration;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Configures what is only needed if Lambda's FunctionInvoker starts the application. */
@AutoConfiguration(before = ContextFunctionCatalogAutoConfiguration.class)
class LambdaAutoConfiguration {

    /**
     * Whether the invoker has started the application, which it shows by arguments; the same properties in a file do
     * not count. This is evaluated at run time: during ahead-of-time processing, the result would be that of the
     * build machine.
     */
    static boolean startedByInvoker(Environment environment) {
        PropertySource<?> arguments = environment instanceof ConfigurableEnvironment configurable
                ? configurable.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)
                : null;
        return arguments != null
                && "false".equals(arguments.getProperty("spring.cloud.function.web.export.enabled"))
                && "none".equals(arguments.getProperty("spring.main.web-application-type"));
    }

    @Bean
    LambdaFunctions millraceLambdaFunctions(
            FunctionRegistry functions, EntryFunction entry, TableFunctions tables, Environment environment) {
        return new LambdaFunctions(functions, entry, tables, startedByInvoker(environment));
    }

    @Bean
    @ConditionalOnMissingBean(JsonMapper.class)
    LazyJsonMapper millraceJsonMapper(ApplicationContext context) {
        return new LazyJsonMapper(() -> new JsonMapperConfiguration().jsonMapper(context));
    }
}
