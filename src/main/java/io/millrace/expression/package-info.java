/** Conditions in Spring's expression language: parsed by Spring, evaluated here over one change and nothing else. */
@NullMarked
package io.millrace.expression;

import org.jspecify.annotations.NullMarked;
