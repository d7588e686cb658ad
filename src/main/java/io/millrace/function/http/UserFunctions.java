package io.millrace.function.http;

import io.millrace.function.TableFunctions;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** The user's own functions, suppliers and consumers, called through Spring Cloud Function's catalog. */
final class UserFunctions {

    private final FunctionCatalog catalog;
    private final TableFunctions tables;

    UserFunctions(FunctionCatalog catalog, TableFunctions tables) {
        this.catalog = catalog;
        this.tables = tables;
    }

    /** The names of all functions that can be called. */
    Set<String> names() {
        return tables.publicNames(catalog);
    }

    /** @throws Problem 404 if there is no such function */
    ResponseEntity<?> call(String name, byte[] body, HttpServletRequest request) {
        FunctionInvocationWrapper function = find(name);
        if (function.isSupplier()) {
            throw wrongMethod(name, HttpMethod.GET);
        }
        String contentType = request.getContentType() == null ? "application/json" : request.getContentType();
        MessageBuilder<byte[]> message = MessageBuilder.withPayload(body);
        Collections.list(request.getHeaderNames())
                .forEach(header -> message.setHeaderIfAbsent(header, request.getHeader(header)));
        return FunctionAnswer.of(function.apply(
                message.setHeader(MessageHeaders.CONTENT_TYPE, contentType).build()));
    }

    /** @throws Problem 404 if there is no such function */
    ResponseEntity<?> callWithText(String name, String value) {
        FunctionInvocationWrapper function = find(name);
        byte[] body = value.getBytes(StandardCharsets.UTF_8);
        return FunctionAnswer.of(function.apply(MessageBuilder.withPayload(body)
                .setHeader(MessageHeaders.CONTENT_TYPE, "text/plain")
                .build()));
    }

    /** @throws Problem 404 if there is no such supplier */
    ResponseEntity<?> supply(String name) {
        FunctionInvocationWrapper function = find(name);
        if (!function.isSupplier()) {
            throw wrongMethod(name, HttpMethod.POST);
        }
        return FunctionAnswer.of(function.get());
    }

    private FunctionInvocationWrapper find(String name) {
        FunctionInvocationWrapper function = names().contains(name) ? catalog.lookup(name) : null;
        if (function == null) {
            throw unknown(name);
        }
        return function;
    }

    /** The problem of an unknown function, with the existing ones. */
    Problem unknown(String name) {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "No such function",
                "There is no function '%s'. Known functions: %s.".formatted(name, names()));
    }

    /** The problem of a wrong method, with the right one. */
    Problem otherMethod(String name) {
        return wrongMethod(name, find(name).isSupplier() ? HttpMethod.GET : HttpMethod.POST);
    }

    private static Problem wrongMethod(String name, HttpMethod method) {
        return Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "Wrong method",
                        "Function '%s' is called with %s.".formatted(name, method))
                .allowing(method);
    }
}
