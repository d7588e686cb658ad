/** Clocks, waiting, and until when a call may work. Knows nothing of records. */
@NullMarked
package io.millrace.time;

import org.jspecify.annotations.NullMarked;
