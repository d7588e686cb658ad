/**
 * Registers the functions for Lambda's {@code FunctionInvoker}, and excludes what is useless there. This package
 * knows no other host.
 */
@NullMarked
package io.millrace.function.lambda;

import org.jspecify.annotations.NullMarked;
