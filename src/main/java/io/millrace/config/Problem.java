package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * What is wrong with the way something is written.
 *
 * @param key what it is about
 * @param origin where it stands, if that is known
 * @param text a sentence or more
 */
record Problem(ConfigurationPropertyName key, @Nullable Origin origin, String text) {}
