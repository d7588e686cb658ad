/** Files that hold what is nobody else's business. Knows nothing of what is in them. */
@NullMarked
package io.millrace.files;

import org.jspecify.annotations.NullMarked;
