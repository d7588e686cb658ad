/** The handler type {@code aggregate}: views that count each change once. Knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.aggregate;

import org.jspecify.annotations.NullMarked;
