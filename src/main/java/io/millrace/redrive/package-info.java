/** Handles dead letters, and what Lambda gave up, once more. Knows nothing of the command line. */
@NullMarked
package io.millrace.redrive;

import org.jspecify.annotations.NullMarked;
