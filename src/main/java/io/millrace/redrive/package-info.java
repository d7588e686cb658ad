/** Handles dead letters, and batches that Lambda discarded, once more. Knows nothing of the command line. */
@NullMarked
package io.millrace.redrive;

import org.jspecify.annotations.NullMarked;
