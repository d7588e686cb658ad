package io.millrace.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options for the start on Lambda.
 *
 * @param lean Whether Spring Boot's auto-configurations of executors, schedulers, health, JMX and SSL bundles are left out
 *     when Lambda's FunctionInvoker starts the application, so that it starts sooner.
 */
record LambdaProperties(@DefaultValue("false") boolean lean) {}
