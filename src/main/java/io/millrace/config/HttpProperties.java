package io.millrace.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The functions over HTTP, in an application with Spring MVC.
 *
 * @param enabled Whether functions are served over HTTP.
 * @param path A path that is the functions' alone: it lists them, and each is served below it. When left out, each function
 *     is served at the root under its own name, and nothing else is.
 * @param guard Whether requests of this machine have to name it as localhost or by its address, and come from no page of
 *     another site. So it is in Millrace's own application; behind a proxy on the same machine it has to be off.
 */
record HttpProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String path,
        @DefaultValue("false") boolean guard) {}
