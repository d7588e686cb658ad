/** Files that only their owner can read. This package knows nothing of their contents. */
@NullMarked
package io.millrace.files;

import org.jspecify.annotations.NullMarked;
