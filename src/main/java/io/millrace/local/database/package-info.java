/** A local DynamoDB, and its streams as Lambda would read them. This package knows nothing of the console. */
@NullMarked
package io.millrace.local.database;

import org.jspecify.annotations.NullMarked;
