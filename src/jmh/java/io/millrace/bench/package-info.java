/** Benchmarks, of which the build runs none by itself; nothing else may use them. */
@NullMarked
package io.millrace.bench;

import org.jspecify.annotations.NullMarked;
