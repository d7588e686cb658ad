package io.millrace.function.http;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps only the path of each function, so that the pages, files and errors of the application stay as they are. Paths
 * that the application maps itself remain its own.
 */
final class FunctionRoutes implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FunctionRoutes.class);

    private final RequestMappingHandlerMapping mapping;
    private final FunctionPath path;
    private final FunctionEndpoints endpoints;
    private final FunctionIndex index;

    /** @param index what serves the parent path */
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
            mapOnlyPost(path.of("{name}"), index, "unknown");
            mapOnlyPost(path.of("{name}") + "/", index, "unknownWithSlash");
        }
    }

    private void map(String name) {
        FunctionEndpoint endpoint = endpoints.named(name);
        if (endpoint.takesEvents() && !path.ofFunctionsAlone()) {
            mapOnlyPost(path.of(name), endpoint, "post");
            return;
        }
        map(RequestMethod.POST, path.of(name), endpoint, "post");
        map(RequestMethod.GET, path.of(name), endpoint, "get");
        map(RequestMethod.GET, path.of(name) + "/{value}", endpoint, "getWithText");
        if (path.ofFunctionsAlone()) { // otherwise only the mappings above list the functions
            for (RequestMethod other : List.of(RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE)) {
                map(other, path.of(name), endpoint, "other");
            }
        }
    }

    private void mapOnlyPost(String pattern, Object handler, String handlerMethod) {
        map(RequestMethod.POST, info(pattern).customCondition(new OnlyPost()).build(), handler, handlerMethod);
    }

    private void map(RequestMethod method, String pattern, Object handler, String handlerMethod) {
        map(method, info(pattern).methods(method).build(), handler, handlerMethod);
    }

    private void map(RequestMethod method, RequestMappingInfo wanted, Object handler, String handlerMethod) {
        Set<String> patterns = patterns(wanted);
        List<RequestMappingInfo> taken = mapping.getHandlerMethods().keySet().stream()
                .filter(info -> !Collections.disjoint(patterns(info), patterns) && takes(info, method))
                .toList();
        if (taken.isEmpty()) {
            mapping.registerMapping(wanted, handler, method(handler, handlerMethod));
        } else if (method == RequestMethod.POST) {
            log.warn(
                    "The application serves {} itself, so no function is served there. Set millrace.http.path to a separate path for functions.",
                    taken.get(0));
        }
    }

    /** The patterns without the names of their variables, which do not distinguish paths. */
    private static Set<String> patterns(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{\\w+}", "{}"))
                .collect(Collectors.toSet());
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
