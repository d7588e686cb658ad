/** Remembers in a DynamoDB table which tasks are done and which are in progress. It knows nothing of hosts or Spring. */
@NullMarked
package io.millrace.idempotency;

import org.jspecify.annotations.NullMarked;
