/** Reads DynamoDB streams outside Lambda. This package knows nothing of functions or hosts. */
@NullMarked
package io.millrace.source;

import org.jspecify.annotations.NullMarked;
