/** Reads and writes stream records in the JSON of Lambda. This package knows nothing of routes, handlers or hosts. */
@NullMarked
package io.millrace.event;

import org.jspecify.annotations.NullMarked;
