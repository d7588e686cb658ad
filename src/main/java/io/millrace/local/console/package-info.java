/** The page that shows what the local loop does, and what it asks for. Knows the database, and is known by nothing. */
@NullMarked
package io.millrace.local.console;

import org.jspecify.annotations.NullMarked;
