package io.millrace.config;

import java.util.Set;

/**
 * Names under which Spring keeps or looks for beans of its own, which those of tables and handlers would take the place of.
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
        return NAMES.contains(name) || name.startsWith("&"); // by which Spring asks for a bean's factory
    }

    /** What is wrong with such a name. */
    static String problem(String name) {
        return "'%s' is the name of a bean of Spring's own. Take another name.".formatted(name);
    }
}
