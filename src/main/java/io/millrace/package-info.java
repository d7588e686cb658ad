/** The application that ties the parts together with the examples. */
@NullMarked
package io.millrace;

import org.jspecify.annotations.NullMarked;
