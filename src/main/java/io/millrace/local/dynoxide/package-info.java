/**
 * A DynamoDB with its streams on this machine: the program dynoxide, and a front that makes its answers those of AWS. Knows
 * nothing of the configuration and of handlers.
 */
@NullMarked
package io.millrace.local.dynoxide;

import org.jspecify.annotations.NullMarked;
