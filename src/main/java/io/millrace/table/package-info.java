/** What is known of a table itself: its keys, and their types. Knows nothing of routes. */
@NullMarked
package io.millrace.table;

import org.jspecify.annotations.NullMarked;
