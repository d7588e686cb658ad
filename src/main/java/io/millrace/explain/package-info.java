/** Tells what the routes make of a record, without handling it. */
@NullMarked
package io.millrace.explain;

import org.jspecify.annotations.NullMarked;
