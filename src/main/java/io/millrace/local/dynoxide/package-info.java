/**
 * A local DynamoDB with streams: the program dynoxide, and a front that makes its responses equal to those of AWS.
 * This package knows nothing of the configuration and of handlers.
 */
@NullMarked
package io.millrace.local.dynoxide;

import org.jspecify.annotations.NullMarked;
