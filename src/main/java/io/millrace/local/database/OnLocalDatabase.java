package io.millrace.local.database;

import io.millrace.local.dynoxide.Dynoxide;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if a local database is configured. A profile with the name {@code local} alone does not ask for one. */
final class OnLocalDatabase implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return environment.getProperty("millrace.local.enabled", Boolean.class, isAskedFor(environment));
    }

    private static boolean isAskedFor(Environment environment) {
        return environment.containsProperty("millrace.local.dynoxide")
                || environment.containsProperty("millrace.local.endpoint")
                || Dynoxide.Program.find(null).isPresent();
    }
}
