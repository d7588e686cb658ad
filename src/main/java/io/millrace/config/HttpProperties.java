package io.millrace.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The functions over HTTP, in an application with Spring MVC.
 *
 * @param enabled Whether functions are served over HTTP.
 * @param path A path that is reserved for functions: it lists them, and each is served below it. When left out, each function
 *     is served at the root under its own name, and there is no list.
 * @param guard Whether requests from this machine must name it as localhost or by its address, and must not come from a page
 *     of another site. The default in Millrace's own application; must be off behind a proxy on the same machine.
 */
record HttpProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String path,
        @DefaultValue("false") boolean guard) {}
