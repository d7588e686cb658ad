/** Runs the Lambda package while everything around it breaks, and counts what came through. */
@NullMarked
package io.millrace.fault;

import org.jspecify.annotations.NullMarked;
