/** The type {@code archive}: changes as JSON lines in S3. It knows nothing of functions or hosts. */
@NullMarked
package io.millrace.handler.ready.archive;

import org.jspecify.annotations.NullMarked;
