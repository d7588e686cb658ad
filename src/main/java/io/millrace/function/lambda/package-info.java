/** Puts the functions where Lambda's {@code FunctionInvoker} finds them, and leaves out what has no use there. Knows no other host. */
@NullMarked
package io.millrace.function.lambda;

import org.jspecify.annotations.NullMarked;
