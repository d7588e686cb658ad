package io.millrace.function.http;

import io.millrace.function.EntryFunction;
import io.millrace.function.FunctionDefinition;
import io.millrace.function.PublicFunctions;
import io.millrace.function.TableFunctions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/** Serves functions over HTTP where Spring MVC is there. */
@AutoConfiguration(afterName = "io.millrace.config.MillraceAutoConfiguration")
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class HttpFunctionsAutoConfiguration {

    @Bean
    FunctionController functionController(
            EntryFunction entry, TableFunctions tables, UserFunctions functions, FunctionDefinition definition) {
        return new FunctionController(entry, tables, functions, definition);
    }

    @Bean
    UserFunctions userFunctions(FunctionCatalog catalog, TableFunctions tables) {
        return new UserFunctions(catalog, new PublicFunctions(catalog, tables));
    }

    @Bean
    Problems problems() {
        return new Problems();
    }
}
