/** The table functions and the entry function: what every host calls. */
@NullMarked
package io.millrace.function;

import org.jspecify.annotations.NullMarked;
