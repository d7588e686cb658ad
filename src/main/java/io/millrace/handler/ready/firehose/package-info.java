/** The type {@code firehose}: changes as records of an Amazon Data Firehose stream. Knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.firehose;

import org.jspecify.annotations.NullMarked;
