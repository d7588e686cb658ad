package io.millrace.handler;

import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** What types beans have, found without making them. */
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

    /**
     * The application's mapper; a plain one, with the modules that are there, where it has none.
     *
     * @throws NoUniqueBeanDefinitionException if it has several, none of them primary
     */
    JsonMapper mapper() {
        return beans.getBeanProvider(JsonMapper.class)
                .getIfAvailable(() -> JsonMapper.builder().findAndAddModules().build());
    }

    /** The names of all beans that are not Spring's own. */
    List<String> names() {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> !of(name).toClass().getName().startsWith("org.springframework."))
                .toList();
    }

    /** The bean's type with its type arguments, as far as its definition tells. */
    ResolvableType of(String name) {
        Class<?> type = beans.getType(name, false); // also resolves the return type of a factory method
        ResolvableType declared = declared(name);
        if (type == null) {
            return declared;
        }
        return declared.toClass().isAssignableFrom(type) && declared.hasGenerics()
                ? declared
                : ResolvableType.forClass(ClassUtils.getUserClass(type)); // a proxy's own interfaces are raw
    }

    private ResolvableType declared(String name) {
        if (!beans.containsBeanDefinition(name)) {
            return ResolvableType.NONE;
        }
        BeanDefinition definition = beans.getMergedBeanDefinition(name);
        return definition instanceof RootBeanDefinition root ? root.getResolvableType() : ResolvableType.NONE;
    }
}
