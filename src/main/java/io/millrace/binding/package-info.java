/** How a bean becomes a handler. Knows nothing of entry points or routes. */
@NullMarked
package io.millrace.binding;

import org.jspecify.annotations.NullMarked;
