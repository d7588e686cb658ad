/** Stores records whose last attempt failed, in files, in S3 or in a queue. Knows nothing of routes, handlers or hosts. */
@NullMarked
package io.millrace.deadletter;

import org.jspecify.annotations.NullMarked;
