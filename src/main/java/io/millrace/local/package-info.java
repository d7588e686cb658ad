/** What helps on one's own machine. It is in no Lambda zip. */
@NullMarked
package io.millrace.local;

import org.jspecify.annotations.NullMarked;
