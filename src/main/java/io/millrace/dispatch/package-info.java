/** Runs handlers over a batch in order and says how far it came. Knows nothing of entry points, Spring or AWS clients. */
@NullMarked
package io.millrace.dispatch;

import org.jspecify.annotations.NullMarked;
