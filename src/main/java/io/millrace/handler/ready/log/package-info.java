/** A handler type that logs changes. */
@NullMarked
package io.millrace.handler.ready.log;

import org.jspecify.annotations.NullMarked;
