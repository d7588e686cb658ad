/** The contracts that handlers are written against, and how a bean becomes one. Knows nothing of entry points or routes. */
@NullMarked
package io.millrace.handler;

import org.jspecify.annotations.NullMarked;
