/** Reads and checks {@code millrace.*} at start-up and wires the rest together. Nothing uses it. */
@NullMarked
package io.millrace.config;

import org.jspecify.annotations.NullMarked;
