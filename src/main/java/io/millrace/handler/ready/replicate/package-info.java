/** Copies a table to another one, change by change. It knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.replicate;

import org.jspecify.annotations.NullMarked;
