/** Checks that the README is true. */
@NullMarked
package io.millrace.readme;

import org.jspecify.annotations.NullMarked;
