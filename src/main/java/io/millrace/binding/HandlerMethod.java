package io.millrace.binding;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.handler.Handler;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.RecordHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** A method annotated {@link HandlesChange}, and its bean. */
final class HandlerMethod {

    private final BeanTypes types;
    private final String bean;
    private final Method method;

    private HandlerMethod(BeanTypes types, String bean, Method method) {
        this.types = types;
        this.bean = bean;
        this.method = method;
    }

    /**
     * Returns all such methods by handler name.
     *
     * @throws HandlerBeans.UnsuitableHandlerException if two handlers have the same name
     */
    static TreeMap<String, HandlerMethod> all(BeanTypes types) {
        TreeMap<String, HandlerMethod> methods = new TreeMap<>();
        for (String bean : types.names()) {
            annotated(types, bean).forEach((method, annotation) -> {
                HandlerMethod added = new HandlerMethod(types, bean, method);
                String name = annotation.value().isEmpty() ? method.getName() : annotation.value();
                added.requireSole(name, methods.put(name, added));
            });
        }
        return methods;
    }

    private static Map<Method, HandlesChange> annotated(BeanTypes types, String bean) {
        Class<?> type = ClassUtils.getUserClass(types.of(bean).toClass());
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<HandlesChange>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, HandlesChange.class));
    }

    private void requireSole(String name, @Nullable HandlerMethod other) {
        if (other != null) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "two methods are annotated @HandlesChange(\"%s\"): %s and %s"
                            .formatted(name, where(), other.where()));
        }
        if (types.has(name)) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s is annotated @HandlesChange(\"%s\"), but there is a bean of that name too"
                            .formatted(where(), name));
        }
    }

    /** @throws HandlerBeans.UnsuitableHandlerException if the method's signature is not that of a handler */
    Supplier<Handler> handler(ImageReaders images) {
        if (method.getReturnType() != void.class) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s returns %s; a method annotated @HandlesChange returns void"
                            .formatted(where(), method.getReturnType().getSimpleName()));
        }
        ResolvableType owner = types.of(bean);
        List<MethodArgument> arguments = Arrays.stream(new AnnotatedMethod(method).getMethodParameters())
                .map(parameter -> MethodArgument.of(parameter, owner, where(), images))
                .toList();
        return () -> handler(types.bean(bean), arguments);
    }

    /** Returns the images that its parameters require. */
    Set<Image> images(EventName event) {
        Set<Image> images = EnumSet.noneOf(Image.class);
        for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
            images.addAll(Image.of(event, MethodArgument.images(parameter)));
        }
        return images;
    }

    private RecordHandler handler(Object target, List<MethodArgument> arguments) {
        Method invocable = invocable(target);
        ReflectionUtils.makeAccessible(invocable);
        return change -> invoke(invocable, target, arguments, change);
    }

    /** @throws HandlerBeans.UnsuitableHandlerException if the bean is a proxy without the method */
    private Method invocable(Object target) {
        try {
            return AopUtils.selectInvocableMethod(method, target.getClass());
        } catch (IllegalStateException e) {
            return declared(target).orElseThrow(this::notInvocable);
        }
    }

    /** Finds the method of an implemented interface, with type variables resolved. */
    private Optional<Method> declared(Object target) {
        return Arrays.stream(ClassUtils.getAllInterfaces(target))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(candidate -> candidate.getName().equals(method.getName()))
                .filter(candidate -> BridgeMethodResolver.findBridgedMethod(
                                ClassUtils.getMostSpecificMethod(candidate, method.getDeclaringClass()))
                        .equals(method))
                .findFirst();
    }

    private HandlerBeans.UnsuitableHandlerException notInvocable() {
        return new HandlerBeans.UnsuitableHandlerException(
                "%s can't be called, for bean '%s' is a proxy that does not have it. Declare it in an interface of the bean, or have a proxy of the class (spring.aop.proxy-target-class: true) and the method not private"
                        .formatted(where(), bean));
    }

    private static void invoke(Method method, Object target, List<MethodArgument> arguments, Change<Item> change)
            throws Exception {
        Object[] values =
                arguments.stream().map(argument -> argument.of(change)).toArray();
        try {
            method.invoke(target, values);
        } catch (InvocationTargetException e) {
            ReflectionUtils.rethrowException(e.getTargetException());
        }
    }

    private String where() {
        return "method %s.%s".formatted(method.getDeclaringClass().getSimpleName(), method.getName());
    }
}
