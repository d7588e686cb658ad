/** The contracts that handlers are written against. Knows nothing of what runs them. */
@NullMarked
package io.millrace.handler;

import org.jspecify.annotations.NullMarked;
