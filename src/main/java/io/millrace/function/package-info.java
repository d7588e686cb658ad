/** The table functions and the entry function, and how Lambda and Spring Cloud Function reach them. */
@NullMarked
package io.millrace.function;

import org.jspecify.annotations.NullMarked;
