/** The Millrace application that is measured. */
@NullMarked
package io.millrace.bench.millrace;

import org.jspecify.annotations.NullMarked;
