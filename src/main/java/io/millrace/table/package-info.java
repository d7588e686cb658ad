/** What is known about a table itself: its keys and their types. This package knows nothing of routes. */
@NullMarked
package io.millrace.table;

import org.jspecify.annotations.NullMarked;
