/** Real surroundings for tests, such as the Lambda runtime around the built zip; it must not know what a change or a route is. */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
