/**
 * One stream record: the change, its items and keys. This package knows nothing of routes, handlers, Spring or AWS
 * clients.
 */
@NullMarked
package io.millrace.change;

import org.jspecify.annotations.NullMarked;
