/** Conditions in Spring's expression language. */
@NullMarked
package io.millrace.expression;

import org.jspecify.annotations.NullMarked;
