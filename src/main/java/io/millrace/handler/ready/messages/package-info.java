/** Handlers that need no code and send changes on: to topics, event buses and streams. Knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.messages;

import org.jspecify.annotations.NullMarked;
