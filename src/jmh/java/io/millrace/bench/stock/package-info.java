/** A function on stock Spring Cloud Function, as the baseline; it must not know anything of Millrace. */
@NullMarked
package io.millrace.bench.stock;

import org.jspecify.annotations.NullMarked;
