/** Copies a table into another one, change by change. Knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.replicate;

import org.jspecify.annotations.NullMarked;
