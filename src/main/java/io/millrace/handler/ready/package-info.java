/** Handlers that need no code: configuration names their type and settings. Knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready;

import org.jspecify.annotations.NullMarked;
