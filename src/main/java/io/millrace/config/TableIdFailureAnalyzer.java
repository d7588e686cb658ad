package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.MethodMetadata;

/** Reports a table or a handler with the name of a bean, instead of Spring Boot's text on overriding beans. */
@Order(0)
final class TableIdFailureAnalyzer extends AbstractFailureAnalyzer<BeanDefinitionOverrideException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanDefinitionOverrideException cause) {
        String description = cause.getBeanDefinition().getDescription();
        if (description != null && description.startsWith(MillraceRegistrar.HANDLER_DESCRIPTION)) {
            return new FailureAnalysis(
                    "%s.%s: there is a bean of that name already: %s."
                            .formatted(ReadyMade.HANDLERS, cause.getBeanName(), origin(cause.getExistingDefinition())),
                    "Give the handler another name.",
                    cause);
        }
        if (description == null || !description.startsWith(MillraceRegistrar.DESCRIPTION)) {
            return null;
        }
        return new FailureAnalysis(
                "%s.%s: the table's function would be the bean '%s', but there is a bean of that name already: %s."
                        .formatted(
                                TablesReader.TABLES,
                                cause.getBeanName(),
                                cause.getBeanName(),
                                origin(cause.getExistingDefinition())),
                "Give the table another id, or the bean another name.",
                cause);
    }

    /** The class of a bean, or the method that creates it. */
    private static String origin(BeanDefinition bean) {
        MethodMetadata method =
                bean instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        return method == null
                ? String.valueOf(bean.getBeanClassName())
                : "%s.%s()".formatted(method.getDeclaringClassName(), method.getMethodName());
    }
}
