/** Runs handlers over a batch in order and returns how far it came. Knows nothing of entry points, Spring or AWS clients. */
@NullMarked
package io.millrace.dispatch;

import org.jspecify.annotations.NullMarked;
