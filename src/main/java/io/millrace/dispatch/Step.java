package io.millrace.dispatch;

import io.millrace.handler.Handler;

/**
 * One handler of one route.
 *
 * @param route the route's name
 * @param name the handler's name
 */
public record Step(String route, String name, Handler handler, FailurePolicy policy) {}
