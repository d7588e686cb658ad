package io.millrace.config;

import io.millrace.function.EntryFunction;
import io.millrace.function.FunctionDefinition;
import io.millrace.function.LambdaFunctions;
import io.millrace.function.LazyJsonMapper;
import io.millrace.function.TableFunctions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration.JsonMapperConfiguration;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** There only when Lambda's FunctionInvoker has started the application: it alone brings the condition's bean. */
@AutoConfiguration(before = ContextFunctionCatalogAutoConfiguration.class)
@ConditionalOnBean(AWSCompanionAutoConfiguration.class)
class LambdaAutoConfiguration {

    @Bean
    LambdaFunctions lambdaFunctions(
            FunctionRegistry functions, EntryFunction entry, TableFunctions tables, FunctionDefinition definition) {
        return new LambdaFunctions(functions, entry, tables, definition);
    }

    @Bean
    @ConditionalOnMissingBean(JsonMapper.class)
    LazyJsonMapper jsonMapper(ApplicationContext context) {
        return new LazyJsonMapper(() -> new JsonMapperConfiguration().jsonMapper(context));
    }
}
