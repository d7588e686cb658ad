/** The table functions and the entry function, which every host calls. */
@NullMarked
package io.millrace.function;

import org.jspecify.annotations.NullMarked;
