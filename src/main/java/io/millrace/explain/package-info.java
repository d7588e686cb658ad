/** Explains which routes match a record and why, without handling it. */
@NullMarked
package io.millrace.explain;

import org.jspecify.annotations.NullMarked;
