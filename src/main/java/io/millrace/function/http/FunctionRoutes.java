package io.millrace.function.http;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps each function's own path and nothing else, so that the pages, files and errors of the application stay as they are.
 * What the application maps itself keeps its path.
 */
final class FunctionRoutes implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FunctionRoutes.class);

    private final RequestMappingHandlerMapping mapping;
    private final FunctionPath path;
    private final FunctionEndpoints endpoints;
    private final FunctionIndex index;

    /**
     * @param index what is served at the path itself
     */
    FunctionRoutes(
            RequestMappingHandlerMapping mapping, FunctionPath path, FunctionEndpoints endpoints, FunctionIndex index) {
        this.mapping = mapping;
        this.path = path;
        this.endpoints = endpoints;
        this.index = index;
    }

    @Override
    public void afterSingletonsInstantiated() {
        endpoints.names().forEach(this::map);
        if (path.ofFunctionsAlone()) {
            map(RequestMethod.GET, path.index(), index, "list");
            map(RequestMethod.POST, path.index(), index, "post");
            RequestMappingInfo unknown =
                    info(path.of("{name}")).customCondition(new OnlyPost()).build();
            mapping.registerMapping(unknown, index, method(index, "unknown"));
        }
    }

    private void map(String name) {
        FunctionEndpoint endpoint = endpoints.named(name);
        map(RequestMethod.POST, path.of(name), endpoint, "post");
        map(RequestMethod.GET, path.of(name), endpoint, "get");
        map(RequestMethod.GET, path.of(name) + "/{value}", endpoint, "getWithText");
    }

    private void map(RequestMethod method, String pattern, Object handler, String handlerMethod) {
        List<RequestMappingInfo> taken = mapping.getHandlerMethods().keySet().stream()
                .filter(info -> info.getPatternValues().contains(pattern) && takes(info, method))
                .toList();
        if (taken.isEmpty()) {
            mapping.registerMapping(info(pattern).methods(method).build(), handler, method(handler, handlerMethod));
        } else if (method == RequestMethod.POST) {
            log.warn(
                    "The application answers {} itself, so no function is served there. Set millrace.http.path to a path of its own for functions.",
                    taken.get(0));
        }
    }

    private static boolean takes(RequestMappingInfo info, RequestMethod method) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(method);
    }

    private RequestMappingInfo.Builder info(String pattern) {
        return RequestMappingInfo.paths(pattern).options(mapping.getBuilderConfiguration());
    }

    private static Method method(Object handler, String name) {
        return ReflectionUtils.getUniqueDeclaredMethods(
                handler.getClass(), method -> method.getName().equals(name))[0];
    }
}
