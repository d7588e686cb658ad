/** The rules of a Lambda event source mapping. This package has no clock, thread or client. */
@NullMarked
package io.millrace.mapping;

import org.jspecify.annotations.NullMarked;
