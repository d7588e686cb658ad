/** The commands of the executable jar. */
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
