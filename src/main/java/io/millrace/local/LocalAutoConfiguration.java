package io.millrace.local;

import io.millrace.function.TableFunctions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;

/** Serves what the console shows, where Spring MVC is there. */
@AutoConfiguration(afterName = "io.millrace.config.MillraceAutoConfiguration")
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LocalAutoConfiguration {

    @Bean
    FilterRegistrationBean<LocalGuard> localGuard(Environment environment) {
        boolean everything = environment.matchesProfiles("local");
        FilterRegistrationBean<LocalGuard> guard = new FilterRegistrationBean<>(new LocalGuard(everything));
        guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return guard;
    }

    @Bean
    ExplainController explainController(TableFunctions tables) {
        return new ExplainController(tables);
    }
}
