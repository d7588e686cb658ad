package io.millrace.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The functions over HTTP, in an application with Spring MVC.
 *
 * @param enabled Whether functions are served over HTTP.
 * @param path A path that is the functions' alone: it lists them, and each is served below it. When left out, each function
 *     is served at the root under its own name, and nothing else is.
 */
record HttpProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String path) {}
