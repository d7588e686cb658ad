/**
 * Records to test with, and real surroundings such as the Lambda runtime around the built zip; it must not know how the
 * application is configured.
 */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
