/** The type {@code http}: changes as CloudEvents to a URL. It knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.http;

import org.jspecify.annotations.NullMarked;
