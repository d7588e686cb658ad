package io.millrace.binding;

import io.millrace.aws.Lambda;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** The types of beans, found without creating the beans. */
final class BeanTypes {

    private final ConfigurableListableBeanFactory beans;

    BeanTypes(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    boolean has(String name) {
        return beans.containsBean(name);
    }

    Object bean(String name) {
        return beans.getBean(name);
    }

    /** Whether the application runs on Lambda. */
    boolean areOnLambda() {
        return beans.containsBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME)
                && beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class)
                        .containsProperty(Lambda.FUNCTION_NAME);
    }

    /**
     * Returns the application's mapper; a plain one, with the modules on the class path, if it has none.
     *
     * @throws HandlerBeans.UnsuitableHandlerException if it has several and none is primary, or only settings of one
     */
    JsonMapper mapper() {
        try {
            return beans.getBeanProvider(JsonMapper.class).getIfAvailable(this::plainMapper);
        } catch (NoUniqueBeanDefinitionException e) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "for which there are several beans of type JsonMapper: %s. Mark one @Primary."
                            .formatted(e.getBeanNamesFound()));
        }
    }

    private JsonMapper plainMapper() {
        beans.getBeanProvider(Environment.class).ifAvailable(environment -> {
            if (Binder.get(environment)
                    .bind("spring.jackson", Bindable.mapOf(String.class, Object.class))
                    .isBound()) {
                throw new HandlerBeans.UnsuitableHandlerException(
                        "for which 'spring.jackson' is set, but nothing makes a JsonMapper of it. Add the dependency org.springframework.boot:spring-boot-jackson, or a bean of type JsonMapper.");
            }
        });
        return JsonMapper.builder().findAndAddModules().build();
    }

    /** Returns the names of all beans that are not Spring's own. */
    List<String> names() {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                .filter(name -> !of(name).toClass().getName().startsWith("org.springframework."))
                .toList();
    }

    /** Returns the type of the bean behind its proxies, with its type arguments as far as they are known. */
    ResolvableType of(String name) {
        String target = behindScope(name);
        ResolvableType declared = declared(target);
        Class<?> type = type(target);
        if (type == null || Proxy.isProxyClass(type) && declared != ResolvableType.NONE) {
            return declared;
        }
        return declared.hasGenerics() && declared.toClass().isAssignableFrom(type)
                ? declared
                : ResolvableType.forClass(type);
    }

    /** A scoped bean consists of two: a proxy under its name, and the bean itself. */
    private String behindScope(String name) {
        if (beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition root
                && root.getDecoratedDefinition() != null) {
            return root.getDecoratedDefinition().getBeanName();
        }
        return name;
    }

    /** Returns the proxied class; the proxy's own if that is unknown. */
    private @Nullable Class<?> type(String name) {
        Class<?> type = beans.getType(name, false); // also resolves the return type of a factory method
        if (type != null && Proxy.isProxyClass(type)) {
            Class<?> original = AutoProxyUtils.determineTargetClass(beans, name);
            Object made = beans.getSingleton(name);
            type = original == null || !Proxy.isProxyClass(original) || made == null
                    ? original
                    : AopProxyUtils.ultimateTargetClass(made);
        }
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    private ResolvableType declared(String name) {
        if (!beans.containsBeanDefinition(name)) {
            return ResolvableType.NONE;
        }
        BeanDefinition definition = beans.getMergedBeanDefinition(name);
        ResolvableType type =
                definition instanceof RootBeanDefinition root ? root.getResolvableType() : ResolvableType.NONE;
        ResolvableType made = type.as(FactoryBean.class).getGeneric(0);
        return made.resolve() == null || made.resolve() == Object.class ? type : made;
    }
}
