/** Conditions in Spring's expression language. Spring parses them; this package evaluates them for one change. */
@NullMarked
package io.millrace.expression;

import org.jspecify.annotations.NullMarked;
