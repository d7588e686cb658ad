/** Remembers in a table of DynamoDB which works are done and which are in hand. Knows nothing of hosts or Spring. */
@NullMarked
package io.millrace.idempotency;

import org.jspecify.annotations.NullMarked;
