package io.millrace.local;

import io.millrace.function.TableFunctions;
import io.millrace.function.http.FunctionPath;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;

/** Serves the console's data, if Spring MVC is present. */
@AutoConfiguration(afterName = "io.millrace.config.MillraceAutoConfiguration")
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LocalAutoConfiguration {

    @Bean
    FilterRegistrationBean<LocalGuard> millraceLocalGuard(
            Environment environment, ObjectProvider<TableFunctions> tables) {
        FilterRegistrationBean<LocalGuard> guard =
                new FilterRegistrationBean<>(new LocalGuard(guarded(environment, tables)));
        guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return guard;
    }

    /**
     * In an application with its own pages, only the paths that run handlers are guarded, and only in the profile
     * {@code local}.
     */
    private static Predicate<String> guarded(Environment environment, ObjectProvider<TableFunctions> tables) {
        if (environment.getProperty("millrace.http.guard", boolean.class, false)) {
            return path -> true;
        }
        boolean local = environment.matchesProfiles("local") && !environment.containsProperty("millrace.http.guard");
        FunctionPath functions = new FunctionPath(environment.getProperty("millrace.http.path", ""));
        return local ? new FunctionPaths(tables, functions) : path -> false;
    }

    @Bean
    ExplainController millraceExplainController(TableFunctions tables) {
        return new ExplainController(tables);
    }
}
