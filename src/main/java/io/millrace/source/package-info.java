/** Reads DynamoDB streams outside Lambda. Knows nothing of functions or hosts. */
@NullMarked
package io.millrace.source;

import org.jspecify.annotations.NullMarked;
