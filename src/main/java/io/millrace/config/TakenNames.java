package io.millrace.config;

import java.util.Set;

/**
 * The names of beans that Spring itself registers or looks up. A table or a handler with such a name would replace one.
 * Source: the constants of AbstractApplicationContext, SpringApplication, DispatcherServlet and WebHttpHandlerBuilder.
 */
final class TakenNames {

    private static final Set<String> NAMES = Set.of("""
            environment systemProperties systemEnvironment applicationStartup messageSource
            applicationEventMulticaster lifecycleProcessor conversionService bootstrapExecutor loadTimeWeaver
            autoConfigurationReport springApplicationArguments springBootBanner springBootLoggingSystem
            springBootLoggerGroups springBootLogFile springBootLoggingLifecycle servletContext servletConfig
            contextParameters contextAttributes multipartResolver localeResolver viewNameTranslator
            flashMapManager webHandler webSessionManager localeContextResolver forwardedHeaderTransformer
            """.split("\\s+"));

    private TakenNames() {}

    static boolean has(String name) {
        return NAMES.contains(name) || name.startsWith("&"); // Spring's prefix for the factory of a bean
    }

    /** The problem of such a name. */
    static String problem(String name) {
        return "'%s' is the name of a bean of Spring. Choose another name.".formatted(name);
    }
}
