/** Ready-made handlers beside the bare clients of their servers. */
@NullMarked
package io.millrace.bench.throughput;

import org.jspecify.annotations.NullMarked;
