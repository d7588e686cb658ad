/** What one stream record says: the change, its items and keys. Knows nothing of routes, handlers, Spring or AWS clients. */
@NullMarked
package io.millrace.change;

import org.jspecify.annotations.NullMarked;
