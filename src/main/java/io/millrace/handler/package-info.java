/** The contracts of handlers. It knows nothing of what runs them. */
@NullMarked
package io.millrace.handler;

import org.jspecify.annotations.NullMarked;
