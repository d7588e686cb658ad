package io.millrace.function.lambda;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Excludes auto-configurations that are useless in a function that Lambda's FunctionInvoker starts, so that it starts
 * faster: those for JMX, health probes, executors, schedulers, Kotlin lambdas and Cloud Events. Millrace's own
 * application enables this; other applications may need them.
 */
final class LambdaAutoConfigurationFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String BOOT = "org.springframework.boot.autoconfigure.";
    private static final String FUNCTION = "org.springframework.cloud.function.";
    private static final Set<String> IDLE_ON_LAMBDA = Set.of(
            BOOT + "admin.SpringApplicationAdminJmxAutoConfiguration",
            BOOT + "availability.ApplicationAvailabilityAutoConfiguration",
            BOOT + "info.ProjectInfoAutoConfiguration",
            BOOT + "jmx.JmxAutoConfiguration",
            BOOT + "task.TaskExecutionAutoConfiguration",
            BOOT + "task.TaskSchedulingAutoConfiguration",
            FUNCTION + "cloudevent.CloudEventsFunctionExtensionConfiguration",
            FUNCTION + "context.config.FunctionsEndpointAutoConfiguration",
            FUNCTION + "context.config.KotlinLambdaToFunctionAutoConfiguration");

    /** This package is not in the Lambda zip, and not meant for Lambda functions. */
    private static final String LOCAL = "io.millrace.local.";

    private static final String SSL = BOOT + "ssl.SslAutoConfiguration";

    private boolean onLambda;
    private boolean lean;
    private boolean sslInUse;

    @Override
    public void setEnvironment(Environment environment) {
        onLambda = LambdaAutoConfiguration.startedByInvoker(environment);
        lean = onLambda && environment.getProperty("millrace.lambda.lean", Boolean.class, false);
        sslInUse = Binder.get(environment)
                .bind("spring.ssl", Bindable.mapOf(String.class, Object.class))
                .isBound();
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            wanted[i] = candidates[i] != null && !isMissing(candidates[i]) && !(lean && isIdle(candidates[i]));
        }
        return wanted;
    }

    private boolean isMissing(String candidate) {
        return onLambda && candidate.startsWith(LOCAL);
    }

    private boolean isIdle(String candidate) {
        return IDLE_ON_LAMBDA.contains(candidate) || candidate.equals(SSL) && !sslInUse;
    }
}
