/**
 * Finds the routes that a change matches. This package knows nothing of handlers, configuration files, Spring or AWS
 * clients.
 */
@NullMarked
package io.millrace.routing;

import org.jspecify.annotations.NullMarked;
