package io.millrace.function.http;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Serves functions over HTTP if Spring MVC is present. */
@AutoConfiguration(
        afterName = {
            "io.millrace.config.MillraceAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
        })
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "millrace.http.enabled", matchIfMissing = true)
class HttpFunctionsAutoConfiguration {

    @Bean
    FunctionRoutes millraceFunctionRoutes(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            @Value("${millrace.http.path:}") String path,
            FunctionEndpoints endpoints,
            @Value("${spring.cloud.function.definition:}") String definition) {
        FunctionIndex index = new FunctionIndex(endpoints.functions(), endpoints.named(definition.trim()));
        return new FunctionRoutes(mapping, new FunctionPath(path), endpoints, index);
    }

    @Bean
    FunctionEndpoints millraceFunctionEndpoints(EntryFunction entry, TableFunctions tables, UserFunctions functions) {
        return new FunctionEndpoints(entry, tables, functions);
    }

    @Bean
    UserFunctions millraceUserFunctions(FunctionCatalog catalog, TableFunctions tables) {
        return new UserFunctions(catalog, tables);
    }

    @Bean
    ProblemAdvice millraceProblems() {
        return new ProblemAdvice();
    }
}
