/** Clocks, waiting, and how long a call may run. This package knows nothing of records. */
@NullMarked
package io.millrace.time;

import org.jspecify.annotations.NullMarked;
