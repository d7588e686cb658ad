package io.millrace.config;

import io.millrace.function.EntryFunction;
import io.millrace.function.LambdaFunctions;
import io.millrace.function.LazyJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration.JsonMapperConfiguration;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** What only matters when Lambda's FunctionInvoker has started the application. */
@AutoConfiguration(before = ContextFunctionCatalogAutoConfiguration.class)
class LambdaAutoConfiguration {

    /**
     * Whether the invoker has started the application: it says so by an argument. Asked at run time, for what is found out
     * when ahead-of-time processing runs holds for the machine that builds.
     */
    static boolean startedByInvoker(Environment environment) {
        return "false".equals(environment.getProperty("spring.cloud.function.web.export.enabled"));
    }

    @Bean
    LambdaFunctions lambdaFunctions(
            FunctionRegistry functions, EntryFunction entry, Configured configured, Environment environment) {
        return new LambdaFunctions(
                functions, entry, configured.tables(), configured.deadlines(), startedByInvoker(environment));
    }

    @Bean
    @ConditionalOnMissingBean(JsonMapper.class)
    LazyJsonMapper jsonMapper(ApplicationContext context) {
        return new LazyJsonMapper(() -> new JsonMapperConfiguration().jsonMapper(context));
    }
}
