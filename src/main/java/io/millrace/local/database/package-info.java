/**
 * A DynamoDB on one's own machine, and its streams as Lambda would read them. Knows nothing of the console.
 */
@NullMarked
package io.millrace.local.database;

import org.jspecify.annotations.NullMarked;
