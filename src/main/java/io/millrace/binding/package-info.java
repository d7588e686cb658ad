/** Turns beans into handlers. It knows nothing of entry points or routes. */
@NullMarked
package io.millrace.binding;

import org.jspecify.annotations.NullMarked;
